using System.Text.RegularExpressions;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Window titles without what changes while the window stays the same: counts, frame rates, marks of unsaved work.</summary>
internal static partial class Titles
{
    public static AwData Simplify(AwData data, string key)
    {
        if (!data.TryGet(key, out var value)) throw QueryException.Function($"simplify_window_titles: an event has no '{key}'");
        if (value is not string text) throw QueryException.Function($"simplify_window_titles: the '{key}' of an event is no text");
        var simple = Count().Replace(text, "");
        if (key == "title" && data.Has("app")) simple = Unsaved().Replace(FrameRate().Replace(simple, "FPS: ..."), "");
        return simple == text ? data : data.With(key, simple);
    }

    [GeneratedRegex(@"^\([0-9]+\)\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Count();

    [GeneratedRegex(@"FPS:\s+[0-9.]+", RegexOptions.NonBacktracking)]
    private static partial Regex FrameRate();

    [GeneratedRegex(@"^[●*]\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Unsaved();
}
