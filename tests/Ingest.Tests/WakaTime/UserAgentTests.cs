using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

public sealed class UserAgentTests
{
    [Theory]
    [InlineData("wakatime/v1.86.5 (linux-6.6.4-200.fc39.x86_64-unknown) go1.21.3 neovim/900 vim-wakatime/11.1.1", "Linux", "neovim", null, null)]
    [InlineData("wakatime/v1.106.1 (linux-5.15.167.4-microsoft-standard-WSL2-unknown) go1.23.3 cursor/1.93.1 vscode-wakatime/24.9.2", "WSL", "Cursor", null, null)]
    [InlineData("wakatime/v2.24.4 (darwin-25.4.0-arm64) go1.26.5 opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0", "macOS", "Claude Code", "Claude Code", "opus 5")]
    [InlineData("wakatime/v1.0 (linux-6.6.0-x86_64) go1.21 opus/4.1-medium claude-code/2.1.45 vscode-wakatime/24.8.0", "Linux", "Claude Code in VS Code", "Claude Code", "opus 4.1-medium")]
    [InlineData("wakatime/v1.0 (linux-6.6.0-x86_64) go1.21 gpt/5.5-high codex-cli/0.141.0", "Linux", "Codex", "Codex", "gpt 5.5-high")]
    [InlineData("wakatime/v1.102.1 (windows-10.0.27718.1000-x86_64) go1.22.5 Notepad++/unknown windows-wakatime/0.5.0", "Windows", "Notepad++", null, null)]
    [InlineData("wakatime/1.139.1 (linux-6.18.8-unknown) go1.25.5 helix/25.07.1 (74075bb5) wakatime-ls/0.2.2 helix-wakatime/0.2.2", "Linux", "Helix", null, null)]
    [InlineData("wakatime/13.0.7 Python3.8.0.final.0 GoLand/2019.3.4 GoLand-wakatime/11.0.1", "", "GoLand", null, null)]
    [InlineData("Chrome/117.0.0.0 win_x86-64 chrome-wakatime/3.0.19", "Windows", "Chrome", null, null)]
    [InlineData("Chrome/114 linux_x86-64 chrome-wakatime/3", "Linux", "Chrome", null, null)]
    [InlineData("(Linux) code-server/1.99.3 vscode-wakatime/30.2.0", "Linux", "code-server", null, null)]
    [InlineData("wakatime/v1.90.0 (linux-6.18.44-unknown) go1.22.0 vscode/1.95.0 vscode-wakatime/25.0.0", "Linux", "VS Code", null, null)]
    [InlineData("wakatime/13.1.0 (Linux-6.18.44-x86_64-with-glibc2.36) Python3.9.18.final.0 vim/9.0 vim-wakatime/9.0.0", "Linux", "Vim", null, null)]
    [InlineData("wakatime/v1.90.0 (linux-6.18.44-unknown) go1.22.0 Zed/0.200.1 Zed-wakatime/0.1.10", "Linux", "Zed", null, null)]
    [InlineData("wakatime/v1.0 (linux-6) go1.21 claude-code", "Linux", "Claude Code", "Claude Code", null)]
    [InlineData("wakatime/v1.0 (windows-10) go1.21 Claude/unknown windows-wakatime/0.5.0", "Windows", "Claude", null, null)]
    [InlineData("wakatime/v1.0 (linux-6) go1.21 KTextEditor/5 kate-wakatime/1.0", "Linux", "Kate", null, null)]
    [InlineData("wakatime/v1.0 (linux-6) go1.21 opus/5 vscode/1.95 vscode-wakatime/30", "Linux", "VS Code", null, "opus 5")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/117.0.0.0 Safari/537.36", "Linux", "Chrome", null, null)]
    [InlineData("python-requests/2.31", "", "python-requests", null, null)]
    [InlineData("", "", "Unknown", null, null)]
    [InlineData("((((", "", "Unknown", null, null)]
    public void A_user_agent_names_system_editor_agent_and_model(string userAgent, string os, string editor, string? agent, string? model)
    {
        var tool = UserAgents.Parse(userAgent);
        (tool.Os, tool.Editor, tool.Agent, tool.Model).ShouldBe((os, editor, agent, model));
    }

    [Theory]
    [InlineData("python", "Python")]
    [InlineData("Python", "Python")]
    [InlineData("typescriptreact", "TypeScript")]
    [InlineData("csharp", "C#")]
    [InlineData("zig", "Zig")]
    [InlineData("COBOL", "COBOL")]
    [InlineData(" ", null)]
    public void A_language_has_one_name(string given, string? name)
    {
        Languages.Canonical(given).ShouldBe(name);
        Languages.Canonical(Languages.Canonical(given)).ShouldBe(name);
    }
}
