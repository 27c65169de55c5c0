namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>A heartbeat as WakaTime's client sends it.</summary>
public sealed record Beat(DateTimeOffset At, string Project, string Language, string Tool)
{
    private const string Client = "wakatime/v2.24.4 (linux-6.18.44-unknown) go1.26.5 ";

    public string Machine { get; init; } = "olives-laptop";

    public int LinesByAi { get; init; }

    public int TokensIn { get; init; }

    public int TokensOut { get; init; }

    public static Beat InCode(DateTimeOffset at, string project = "harbor-api") => new(at, project, "C#", "vscode/1.104.0 vscode-wakatime/25.3.0");

    public static Beat InZed(DateTimeOffset at, string project = "lantern-ui") => new(at, project, "TypeScript", "Zed/0.200.1 Zed-wakatime/0.1.10");

    public static Beat ByClaude(DateTimeOffset at, int linesByAi, int tokensIn, int tokensOut) =>
        new(at, "harbor-api", "C#", "opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0") { LinesByAi = linesByAi, TokensIn = tokensIn, TokensOut = tokensOut };

    public object Body => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["time"] = At.ToUnixTimeMilliseconds() / 1000m,
        ["entity"] = $"/home/olive/{Project}/src/main.{(Language == "C#" ? "cs" : "ts")}",
        ["type"] = "file",
        ["category"] = TokensIn > 0 ? "ai coding" : "coding",
        ["project"] = Project,
        ["branch"] = "main",
        ["language"] = Language,
        ["is_write"] = true,
        ["user_agent"] = Client + Tool,
        ["machine"] = Machine,
        ["ai_line_changes"] = LinesByAi,
        ["ai_input_tokens"] = TokensIn,
        ["ai_output_tokens"] = TokensOut,
    };
}
