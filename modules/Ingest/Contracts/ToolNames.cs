using System.Collections.Frozen;

namespace Daybook.Ingest.Contracts;

/// <summary>What editors, agents, browsers and systems are called by their users, from what they call themselves.</summary>
internal static class ToolNames
{
    private static readonly FrozenDictionary<string, string> Apps = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["vscode"] = "VS Code", ["vs-code"] = "VS Code", ["visualstudiocode"] = "VS Code", ["vscode-insiders"] = "VS Code Insiders", ["vscodium"] = "VSCodium",
        ["visualstudio"] = "Visual Studio", ["visual-studio"] = "Visual Studio", ["code-server"] = "code-server", ["cursor"] = "Cursor",
        ["windsurf"] = "Windsurf", ["kiro"] = "Kiro", ["trae"] = "Trae", ["antigravity"] = "Antigravity", ["zed"] = "Zed", ["helix"] = "Helix", ["vim"] = "Vim",
        ["emacs"] = "Emacs", ["kate"] = "Kate", ["ktexteditor"] = "Kate", ["sublime"] = "Sublime Text", ["sublimetext"] = "Sublime Text",
        ["intellij"] = "IntelliJ IDEA", ["intellijidea"] = "IntelliJ IDEA", ["pycharm"] = "PyCharm", ["webstorm"] = "WebStorm", ["phpstorm"] = "PhpStorm",
        ["goland"] = "GoLand", ["rubymine"] = "RubyMine", ["clion"] = "CLion", ["rider"] = "Rider", ["rustrover"] = "RustRover", ["datagrip"] = "DataGrip",
        ["androidstudio"] = "Android Studio", ["xcode"] = "Xcode", ["eclipse"] = "Eclipse", ["notepad++"] = "Notepad++", ["micro"] = "Micro", ["nova"] = "Nova",
        ["chrome"] = "Chrome", ["chromium"] = "Chromium", ["firefox"] = "Firefox", ["edge"] = "Edge", ["safari"] = "Safari", ["brave"] = "Brave",
        ["opera"] = "Opera", ["vivaldi"] = "Vivaldi", ["figma"] = "Figma", ["terminal"] = "Terminal", ["obsidian"] = "Obsidian", ["claude"] = "Claude",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Agents = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["claude"] = "Claude Code", ["claude-code"] = "Claude Code", ["claude_code"] = "Claude Code", ["claudecode"] = "Claude Code", ["codex"] = "Codex",
        ["codex-cli"] = "Codex", ["codex-tui"] = "Codex", ["opencode"] = "OpenCode", ["gemini"] = "Gemini CLI", ["gemini-cli"] = "Gemini CLI",
        ["copilot"] = "GitHub Copilot", ["github-copilot"] = "GitHub Copilot", ["github-copilot-cli"] = "GitHub Copilot", ["copilot-cli"] = "GitHub Copilot",
        ["cline"] = "Cline", ["roo-code"] = "Roo Code", ["roocode"] = "Roo Code", ["goose"] = "Goose", ["amp"] = "Amp", ["crush"] = "Crush", ["droid"] = "Droid",
        ["qwen-code"] = "Qwen Code", ["kimi-code"] = "Kimi Code", ["kimi-cli"] = "Kimi Code", ["aider"] = "Aider", ["cursor-cli"] = "Cursor",
        ["cursor-agent"] = "Cursor", ["antigravity-cli"] = "Antigravity",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Editors that are agents only when they name the model they work with.
    private static readonly FrozenSet<string> EditorAgents =
        new[] { "cursor", "windsurf", "kiro", "zed", "antigravity", "trae" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Browsers =
        new[] { "chrome", "chromium", "firefox", "edge", "safari", "brave", "opera", "vivaldi", "arc", "browser" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Models =
        ["opus", "sonnet", "haiku", "gpt", "o1", "o3", "o4", "claude-opus", "claude-sonnet", "claude-haiku", "grok", "deepseek", "qwen", "kimi", "glm", "llama", "mistral"];

    public static string App(string name) => Apps.TryGetValue(name, out var known) ? known : Agents.TryGetValue(name, out var agent) ? agent : name;

    public static string Agent(string name) => Agents.TryGetValue(name, out var known) ? known : App(Stem(name));

    public static bool IsAgent(string name) =>
        Agents.ContainsKey(name) || name.EndsWith("-cli", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-tui", StringComparison.OrdinalIgnoreCase);

    public static bool IsEditorAgent(string name) => EditorAgents.Contains(name);

    public static bool IsBrowser(string name) => Browsers.Contains(name);

    public static bool IsModel(string name) => !Agents.ContainsKey(name) && Array.Exists(Models, model =>
        name.StartsWith(model, StringComparison.OrdinalIgnoreCase) && (name.Length == model.Length || name[model.Length] is '-' or '.' || char.IsAsciiDigit(name[model.Length])));

    /// <summary>Words that name no tool: the command line client, its language server, what they were built with.</summary>
    public static bool IsRuntime(string name) =>
        name is "wakatime" or "wakatime-cli" or "wakatime-ls"
        || (name.StartsWith("go", StringComparison.Ordinal) && name.Length > 2 && char.IsAsciiDigit(name[2]))
        || (name.StartsWith("Python", StringComparison.Ordinal) && name.Length > 6 && char.IsAsciiDigit(name[6]));

    /// <summary>The system, from "linux-6.6-…", "darwin", "win" or a browser's description of itself; "" for what is none.</summary>
    public static string Os(string text)
    {
        if (text.Contains("wsl", StringComparison.OrdinalIgnoreCase)) return "WSL";
        if (Says("windows") || Is("win")) return "Windows";
        if (Is("darwin") || Is("mac") || Is("macos") || Says("mac os") || Says("macintosh")) return "macOS";
        if (Says("android")) return "Android";
        if (Says("cros")) return "ChromeOS";
        if (Says("linux")) return "Linux";
        return Is("freebsd") ? "FreeBSD" : Is("openbsd") ? "OpenBSD" : "";

        bool Says(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
        bool Is(string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsAsciiLetter(text[word.Length]));
    }

    private static string Stem(string name) =>
        name.EndsWith("-cli", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-tui", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
}
