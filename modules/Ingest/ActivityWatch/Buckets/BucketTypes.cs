using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>What the names and types of buckets tell. Pure.</summary>
internal static class BucketTypes
{
    public const string Window = "currentwindow";
    public const string Presence = "afkstatus";
    public const string Browser = "web.tab.current";
    public const string Editor = "app.editor.activity";
    public const string Stopwatch = "general.stopwatch";
    public const string Agent = "app.agent.session";

    /// <summary>How Enrichment reads the bucket's events. Copies of other servers' buckets would count their time twice.</summary>
    public static DeviceKind KindOf(string type, string id) => id.Contains("-synced-from-", StringComparison.Ordinal) ? DeviceKind.Other : type switch
    {
        Window => DeviceKind.Window,
        Presence => DeviceKind.Presence,
        Browser => DeviceKind.Browser,
        Editor => DeviceKind.Editor,
        Stopwatch => DeviceKind.Range,
        Agent => DeviceKind.CodingAgent,
        _ => DeviceKind.Other,
    };

    /// <summary>The type of a bucket that nobody made before its first heartbeat.</summary>
    public static string Guess(string id) => id switch
    {
        _ when Starts(id, "aw-watcher-window") || Starts(id, "aw-watcher-android") => Window,
        _ when Starts(id, "aw-watcher-afk") => Presence,
        _ when Starts(id, "aw-watcher-web") => Browser,
        _ when Starts(id, "aw-watcher-input") => "os.hid.input",
        _ when Starts(id, "aw-watcher-agent") => Agent,
        _ when Starts(id, "aw-stopwatch") => Stopwatch,
        _ when Starts(id, "aw-watcher-vscode") || Starts(id, "aw-watcher-vim") || Starts(id, "aw-watcher-jetbrains") || Starts(id, "aw-watcher-emacs") => Editor,
        _ => "unknown",
    };

    /// <summary>"laptop" from "aw-watcher-window_laptop".</summary>
    public static string GuessHost(string id) => id.IndexOf('_', StringComparison.Ordinal) is var at and > 0 && at + 1 < id.Length ? id[(at + 1)..] : "unknown";

    /// <summary>"aw-watcher-window" from "aw-watcher-window_laptop".</summary>
    public static string GuessClient(string id) => id.IndexOf('_', StringComparison.Ordinal) is var at and > 0 ? id[..at] : id;

    /// <summary>"firefox" from "aw-watcher-web-firefox_laptop", "vscode" from "aw-watcher-vscode_laptop"; null when the name does not say.</summary>
    public static string? Program(string type, string id)
    {
        var prefix = type == Browser ? "aw-watcher-web-" : "aw-watcher-";
        if (!Starts(id, prefix)) return null;
        var rest = id[prefix.Length..];
        var host = rest.IndexOf('_', StringComparison.Ordinal);
        var name = host < 0 ? rest : rest[..host];
        return name.Length is > 0 and <= 64 ? name : null;
    }

    /// <summary>What clients write that do not know on which machine they run.</summary>
    public static bool IsHost(string hostname) => hostname.Length > 0 && !string.Equals(hostname, "unknown", StringComparison.OrdinalIgnoreCase);

    public static string Platform(string type, string id) =>
        type == Window && id.Contains("android", StringComparison.OrdinalIgnoreCase) ? "android" : "";

    private static bool Starts(string id, string prefix) => id.StartsWith(prefix, StringComparison.Ordinal);
}
