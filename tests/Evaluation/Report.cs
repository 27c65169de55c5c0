using System.Diagnostics;
using System.Globalization;

namespace Daybook.Evaluation;

/// <summary>Where results are kept: each run is appended with its commit, and none is ever rewritten.</summary>
internal static class Report
{
    private const string Begin = "<!-- results: appended by build/eval -->";
    private const string End = "<!-- end of results -->";

    private static string Root => Environment.GetEnvironmentVariable("DAYBOOK_EVAL_ROOT") ?? ".";

    public static string Title(string scope) => string.Create(CultureInfo.InvariantCulture,
        $"### {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {Git("rev-parse --short HEAD")}{(Git("status --porcelain -uno").Length > 0 ? " with changes" : "")}, {scope}\n");

    public static async Task AppendAsync(string report)
    {
        var path = Path.Combine(Root, "docs", "evaluation.md");
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "# Evaluation\n";
        if (!text.Contains(End, StringComparison.Ordinal)) text = $"{text.TrimEnd()}\n\n{Begin}\n\n{End}\n";
        var to = text.IndexOf(End, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, $"{text[..to].TrimEnd()}\n\n{report.Trim()}\n\n{text[to..]}");
        Console.WriteLine("Appended to docs/evaluation.md");
    }

    private static string Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Root })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return said;
    }
}
