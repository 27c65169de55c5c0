namespace Daybook.Ingest.Contracts;

/// <summary>Who sent a heartbeat, read out of its user agent.</summary>
/// <param name="Tool">What the person worked with: "VS Code", "Claude Code", "Chrome"; never empty.</param>
/// <param name="Host">The editor an AI agent ran in, where it was not alone.</param>
/// <param name="Os">"Linux", "macOS", "Windows", "WSL", or "" when it does not say.</param>
/// <param name="Plugin">The plugin that sent it, for example "vscode-wakatime".</param>
/// <param name="Agent">The AI agent at work; null when a person was.</param>
/// <param name="Model">The language model of the agent, for example "opus 5".</param>
public sealed record ClientTool(string Tool, string? Host, string Os, string? Plugin, string? Agent, string? Model, bool IsBrowser)
{
    /// <summary>As WakaTime's lists of editors name it: "Claude Code in VS Code".</summary>
    public string Editor => Host is null ? Tool : $"{Tool} in {Host}";
}

/// <summary>
/// Reads user agents of the form "wakatime/version (os-core-arch) runtime [model/version] [agent/version] [editor/version] plugin/version", what
/// browser extensions and web editors send instead, and plain browsers. Pure and total: what it does not know it names as it stands there.
/// </summary>
public static class UserAgents
{
    private const string PluginEnd = "-wakatime";

    public static ClientTool Parse(string? userAgent)
    {
        var text = userAgent?.Trim() ?? "";
        if (text.StartsWith("Mozilla/", StringComparison.Ordinal)) return Browser(text);
        var os = "";
        var tokens = new List<(string Name, string Version)>();
        string? plugin = null;
        foreach (var word in Words(text))
        {
            if (word[0] == '(')
            {
                if (os.Length == 0) os = ToolNames.Os(word.Trim('(', ')'));
                continue;
            }

            var slash = word.IndexOf('/', StringComparison.Ordinal);
            var (name, version) = slash < 0 ? (word, "") : (word[..slash], word[(slash + 1)..]);
            if (name.EndsWith(PluginEnd, StringComparison.OrdinalIgnoreCase)) plugin ??= name;
            else if (slash < 0 && name.IndexOf('_', StringComparison.Ordinal) is var cut and > 0 && ToolNames.Os(name[..cut]) is { Length: > 0 } told) os = told;
            else if (!ToolNames.IsRuntime(name)) tokens.Add((name, version));
        }

        return Of(tokens, plugin, os);
    }

    private static ClientTool Of(List<(string Name, string Version)> tokens, string? plugin, string os)
    {
        // These plugins watch a whole desktop: the token before them is the app, whatever its name.
        var desktop = plugin is "windows-wakatime" or "macos-wakatime" or "linux-wakatime";
        var stem = plugin is null || desktop ? null : plugin[..^PluginEnd.Length];
        var browser = stem is not null && ToolNames.IsBrowser(stem);
        if (desktop && tokens.Count > 0) return new ClientTool(ToolNames.App(tokens[^1].Name), null, os, plugin, null, null, IsBrowser: false);

        string? model = null;
        var at = tokens.FindIndex(token => ToolNames.IsAgent(token.Name));
        if (at < 0 && tokens.Count > 1 && ToolNames.IsEditorAgent(tokens[1].Name)) at = 1;
        if (at > 0)
        {
            model = ModelOf(tokens[0]);
        }
        else if (at < 0 && tokens.Count > 0 && ToolNames.IsModel(tokens[0].Name))
        {
            model = ModelOf(tokens[0]);
            tokens.RemoveAt(0);
        }

        if (at >= 0)
        {
            var agent = ToolNames.Agent(tokens[at].Name);
            var host = at + 1 < tokens.Count ? ToolNames.App(tokens[at + 1].Name) : stem is null ? null : ToolNames.App(stem);
            return new ClientTool(agent, host == agent ? null : host, os, plugin, agent, model, browser);
        }

        var editor = tokens.Count > 0 ? tokens[0].Name : stem ?? "";
        return new ClientTool(editor.Length == 0 ? "Unknown" : ToolNames.App(editor), null, os, plugin, null, model, browser);
    }

    private static string ModelOf((string Name, string Version) token) => token.Version.Length == 0 ? token.Name : $"{token.Name} {token.Version}";

    /// <summary>A browser by itself: the most particular name it gives.</summary>
    private static ClientTool Browser(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.IndexOf(')', StringComparison.Ordinal);
        var os = open >= 0 && close > open ? ToolNames.Os(text[(open + 1)..close]) : "";
        var name = text.Contains("Edg/", StringComparison.Ordinal) ? "Edge"
            : text.Contains("OPR/", StringComparison.Ordinal) ? "Opera"
            : text.Contains("Firefox/", StringComparison.Ordinal) ? "Firefox"
            : text.Contains("Chrome/", StringComparison.Ordinal) ? "Chrome"
            : text.Contains("Safari/", StringComparison.Ordinal) ? "Safari" : "Browser";
        return new ClientTool(name, null, os, null, null, null, IsBrowser: true);
    }

    /// <summary>The words between spaces; what stands in parentheses is one word.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (text[start] == ' ')
            {
                start++;
                continue;
            }

            var end = text.IndexOf(text[start] == '(' ? ')' : ' ', start);
            end = end < 0 ? text.Length : text[start] == '(' ? end + 1 : end;
            yield return text[start..end];
            start = end;
        }
    }
}
