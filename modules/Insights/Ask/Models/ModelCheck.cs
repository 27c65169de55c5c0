using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.Insights.Ask.Answers;

namespace Daybook.Insights.Ask.Models;

/// <summary>
/// Reads what a model says and believes none of it: every sentence cites rows of this turn, every duration is one of theirs (or a sum or
/// difference of at most three), every other figure and every name stands in them. Plain text only.
/// </summary>
internal static partial class ModelCheck
{
    private const int MostSegments = 8;
    private const int LongestSegment = 400;
    private const int MostValues = 12;

    /// <summary>The segments, or in one word what is wrong with them.</summary>
    public static (IReadOnlyList<AskSegment> Segments, string? Wrong) Read(JsonElement segments, IReadOnlyDictionary<string, ToolRow> rows)
    {
        if (segments.ValueKind != JsonValueKind.Array || segments.GetArrayLength() is 0 or > MostSegments) return ([], "no-segments");
        var read = new List<AskSegment>();
        foreach (var segment in segments.EnumerateArray())
        {
            if (segment.ValueKind != JsonValueKind.Object || !segment.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String
                || !segment.TryGetProperty("cites", out var cites) || cites.ValueKind != JsonValueKind.Array) return ([], "not-a-segment");
            var said = text.GetString()!.Trim();
            var ids = cites.EnumerateArray().Select(cite => cite.ValueKind == JsonValueKind.String ? cite.GetString()! : "").ToArray();
            if (Wrong(said, ids, rows) is { } wrong) return ([], wrong);
            read.Add(new AskSegment(said, ids));
        }

        return (read, null);
    }

    private static string? Wrong(string text, string[] ids, IReadOnlyDictionary<string, ToolRow> rows)
    {
        if (text.Length is 0 or > LongestSegment) return "too-long";
        if (Marks().IsMatch(text)) return "not-plain-text";
        if (ids.Length == 0 || ids.Any(id => !rows.ContainsKey(id))) return "unknown-cite";
        var cited = ids.Distinct(StringComparer.Ordinal).Select(id => rows[id]).ToArray();
        var words = string.Join(' ', cited.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Label} {row.Date} {row.Count}")));
        var rest = text;
        foreach (var row in cited.OrderByDescending(row => row.Label.Length)) rest = rest.Replace(row.Label, " ", StringComparison.Ordinal);
        foreach (Match duration in Durations().Matches(rest))
            if (!IsToldBy(Number(duration, "h") * 60 + Number(duration, "m") + Number(duration, "only"), [.. cited.Select(row => (double)row.Minutes).Take(MostValues)])) return "figure-not-in-results";
        rest = Durations().Replace(rest, " ");
        var known = Figures().Matches(words).Select(match => match.Value.TrimStart('0')).ToHashSet(StringComparer.Ordinal);
        if (Figures().Matches(rest).Any(figure => !known.Contains(figure.Value.TrimStart('0')))) return "figure-not-in-results";
        return Names().Matches(rest).Any(name => !words.Contains(name.Value, StringComparison.OrdinalIgnoreCase) && !Calendar.Contains(name.Value)) ? "unknown-name" : null;
    }

    /// <summary>Within a minute or a hundredth of a value, or of a sum or difference of up to three of them.</summary>
    private static bool IsToldBy(double minutes, double[] values)
    {
        bool Near(double value) => Math.Abs(value - minutes) <= Math.Max(1, value / 100);
        for (var a = 0; a < values.Length; a++)
        {
            if (Near(values[a])) return true;
            for (var b = a + 1; b < values.Length; b++)
            {
                if (Near(values[a] + values[b]) || Near(Math.Abs(values[a] - values[b]))) return true;
                for (var c = b + 1; c < values.Length; c++)
                    if (Near(values[a] + values[b] + values[c])) return true;
            }
        }

        return false;
    }

    private static double Number(Match match, string group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static readonly HashSet<string> Calendar = new(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"], StringComparer.Ordinal);

    [GeneratedRegex(@"(?<h>\d+(\.\d+)?)\s?(h|hours?|hrs?|घंटे|घंटा)\b(\s?(and )?(?<m>\d+)\s?(min|minutes?|m|मिनट))?|(?<only>\d+(\.\d+)?)\s?(min|minutes?|mins|मिनट)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Durations();

    [GeneratedRegex(@"\p{Nd}+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Figures();

    /// <summary>Words with a capital letter that do not begin a sentence.</summary>
    [GeneratedRegex(@"(?<=[\p{L}\p{N},;:]\s)\p{Lu}[\p{L}\p{N}]{2,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Names();

    [GeneratedRegex(@"https?:|www\.|[<>`{}|\\]|\]\(|!\[|[\p{Cc}]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Marks();
}
