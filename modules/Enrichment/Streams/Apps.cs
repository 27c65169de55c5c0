using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>Which programs are browsers, editors, agents, calls or a locked screen, by name or bundle id.</summary>
internal static class Apps
{
    private static readonly string[] Browsers =
        ["chrome", "chromium", "firefox", "safari", "edge", "msedge", "brave", "opera", "vivaldi", "arc", "zen", "floorp", "librewolf", "orion", "yandex", "helium"];

    private static readonly string[] Editors =
        ["code", "vscode", "vscodium", "codium", "cursor", "windsurf", "vim", "nvim", "neovim", "gvim", "macvim", "emacs", "rider", "rider64", "idea", "idea64",
         "intellij", "pycharm", "webstorm", "goland", "clion", "rubymine", "phpstorm", "devenv", "sublime_text", "sublime", "zed", "xcode", "helix", "kate",
         "terminal", "iterm2", "iterm", "kitty", "alacritty", "wezterm", "ghostty", "konsole", "gnome-terminal", "tmux", "windowsterminal"];

    private static readonly string[] Agents = ["claude", "codex", "opencode", "goose", "cursor", "windsurf", "kiro", "antigravity", "warp"];

    private static readonly string[] Calls =
        ["zoom", "teams", "ms-teams", "webex", "facetime", "gotomeeting", "bluejeans", "whereby", "jitsi"];

    private static readonly string[] Locks =
        ["loginwindow", "lockapp", "logonui", "screensaverengine", "screensaver", "gnome-screensaver", "i3lock", "swaylock", "xscreensaver", "kscreenlocker"];

    public static Traits TraitsOf(SampleContext context) =>
        (Names(context, Browsers) ? Traits.Browser : Traits.None) | (Names(context, Editors) ? Traits.Editor : Traits.None)
        | (IsCall(context) ? Traits.Call | (IsMeetingWindow(context) ? Traits.MeetingWindow : Traits.None) : Traits.None) | (Names(context, Locks) ? Traits.Lock : Traits.None)
        | (Names(context, Agents) ? Traits.Agent : Traits.None);

    /// <summary>The browser a watcher's name mentions, as in "aw-watcher-web-firefox".</summary>
    public static string? BrowserIn(string stream)
    {
        foreach (var word in stream.Split(['-', '_', '/', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Browsers.Contains(word, StringComparer.OrdinalIgnoreCase)) return word;
        }

        return null;
    }

    private static bool IsCall(SampleContext context) =>
        context.CallApp is not null || Names(context, Calls)
        || context.Url is { } url && (url.Contains("//meet.google.com/", StringComparison.OrdinalIgnoreCase)
            || url.Contains("//teams.microsoft.com/", StringComparison.OrdinalIgnoreCase) || url.Contains(".zoom.us/", StringComparison.OrdinalIgnoreCase));

    /// <summary>The window of a running call, not of the program that could make one: it goes when the call ends.</summary>
    private static bool IsMeetingWindow(SampleContext context) =>
        context.Title is { } title && title.Contains("meeting", StringComparison.OrdinalIgnoreCase)
        || context.Url is { } url && url.Contains("//meet.google.com/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of the app's words is one of the names: "Google Chrome" and "chrome.exe" are browsers, "Chromecast Setup" is not.</summary>
    private static bool Names(SampleContext context, string[] names) =>
        context.App is { Length: > 0 } app && HasWord(app, names) || context.BundleId is { Length: > 0 } bundle && HasWord(bundle, names);

    private static bool HasWord(string text, string[] names)
    {
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOfAny(" .");
            var word = end < 0 ? rest : rest[..end];
            foreach (var name in names)
            {
                if (word.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return false;
    }
}
