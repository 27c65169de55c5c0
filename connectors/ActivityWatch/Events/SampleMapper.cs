using System.Text.Json;
using Daybook.Connectors.ActivityWatch.Client;

namespace Daybook.Connectors.ActivityWatch.Events;

/// <summary>Turns events of one bucket into samples: what the type of the bucket says, with private content left out.</summary>
internal sealed class SampleMapper
{
    private readonly Func<AwEvent, SyncSample, SyncSample?> read;

    private SampleMapper(StreamKind kind, string platform, Func<AwEvent, SyncSample, SyncSample?> read)
    {
        Kind = kind;
        Platform = platform;
        this.read = read;
    }

    public StreamKind Kind { get; }
    public string Platform { get; }

    /// <summary>The mapper for the bucket's type; null for types that say nothing about a person's time.</summary>
    public static SampleMapper? For(AwBucket bucket) => bucket.Type switch
    {
        "currentwindow" => new SampleMapper(StreamKind.Window, IsAndroid(bucket) ? "android" : "", Window),
        "afkstatus" => new SampleMapper(StreamKind.Presence, "", Presence),
        "web.tab.current" => new SampleMapper(StreamKind.Browser, "", (from, sample) => Browser(from, sample, Program(bucket, "aw-watcher-web-"))),
        "app.editor.activity" => new SampleMapper(StreamKind.Editor, "", (from, sample) => Editor(from, sample, Program(bucket, "aw-watcher-"))),
        "general.stopwatch" => new SampleMapper(StreamKind.Range, "", Stopwatch),
        _ => null,
    };

    /// <summary>The sample, or null when the event says nothing (a running stopwatch, an unknown presence).</summary>
    public SyncSample? Map(AwEvent from) => read(from, new SyncSample(from.Identity, from.Start, from.Duration));

    private static bool IsAndroid(AwBucket bucket) =>
        bucket.Id.Contains("android", StringComparison.OrdinalIgnoreCase) || bucket.Client.Contains("android", StringComparison.OrdinalIgnoreCase);

    private static SyncSample Window(AwEvent from, SyncSample sample)
    {
        var title = from.Text("title");
        var excluded = title is "excluded";
        return sample with
        {
            App = from.Text("app") is "excluded" ? null : from.Text("app"), Title = excluded ? null : title, Url = excluded ? null : from.Text("url"),
            Extra = from.Text("package") is { } package ? Json("package", package) : null,
        };
    }

    private static SyncSample? Presence(AwEvent from, SyncSample sample) => from.Text("status") switch
    {
        "not-afk" => sample with { Presence = Connectors.Presence.Active },
        "afk" or "hibernating" => sample with { Presence = Connectors.Presence.Idle },
        _ => null,
    };

    private static SyncSample Browser(AwEvent from, SyncSample sample, string? browser)
    {
        var hidden = from.Is("incognito") || from.Text("title") is "excluded";
        return sample with
        {
            App = browser, Title = hidden ? null : from.Text("title"), Url = hidden ? null : from.Text("url"),
            Extra = from.Is("audible") ? """{"audible":true}""" : null,
        };
    }

    private static SyncSample Editor(AwEvent from, SyncSample sample, string? editor)
    {
        var folder = from.Text("project");
        return sample with
        {
            App = editor, File = from.Text("file"), Language = from.Text("language"), Branch = from.Text("branch"),
            Repository = LastSegment(folder), Extra = folder is null ? null : Json("project_folder", folder),
        };
    }

    private static SyncSample? Stopwatch(AwEvent from, SyncSample sample) => from.Is("running") ? null : sample with { Title = from.Text("label") };

    /// <summary>"firefox" from "aw-watcher-web-firefox_laptop", "vscode" from "aw-watcher-vscode_laptop".</summary>
    private static string? Program(AwBucket bucket, string prefix)
    {
        if (!bucket.Id.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var rest = bucket.Id[prefix.Length..];
        var host = rest.IndexOf('_', StringComparison.Ordinal);
        var name = host < 0 ? rest : rest[..host];
        return name.Length is > 0 and <= 64 ? name : null;
    }

    // Editors send the project's folder; a repository is known by its name.
    private static string? LastSegment(string? path) =>
        path?.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : null;

    private static string Json(string name, string value) =>
        $$"""{"{{name}}":"{{JsonEncodedText.Encode(value.Length <= 1024 ? value : value[..1024])}}"}""";
}
