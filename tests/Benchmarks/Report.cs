using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks;

/// <summary>The table of a run, and where it is kept.</summary>
internal static class Report
{
    // What stands between these lines in docs/performance.md is the bench's; everything else there is written by people.
    private const string Begin = "<!-- figures: written by build/bench --write -->";
    private const string End = "<!-- end of figures -->";

    private static string Root => Environment.GetEnvironmentVariable("DAYBOOK_BENCH_ROOT") ?? ".";

    public static async Task<string> MakeAsync(Bench bench, IReadOnlyList<Figure> figures, Arguments options, TimeSpan took)
    {
        var text = new StringBuilder();
        var version = await bench.AskAsync<string>("select current_setting('server_version')");
        var scope = (options.Quick ? ", --quick" : "") + (options.Only.Count > 0 ? $", only {string.Join(',', options.Only)}" : "");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"### {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {Git("rev-parse --short HEAD")}{(Git("status --porcelain -uno").Length > 0 ? " with changes" : "")}{scope}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0)} GiB, {RuntimeInformation.OSDescription}, load at the end {LoadAverage()}, .NET {Environment.Version}, PostgreSQL {version}, fsync and synchronous_commit on; the run took {took:mm\\:ss} minutes.");
        text.AppendLine();
        text.AppendLine("| # | What | Figure | Bar | Reached | Beside it |");
        text.AppendLine("| --- | --- | ---: | ---: | --- | --- |");
        foreach (var figure in figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Id} | {figure.What} | {figure.Shown} | {figure.BarShown} | {figure.Verdict} | {figure.Note} |");
        return text.ToString();
    }

    /// <summary>A whole run takes the place of all that was there, a part is added to it.</summary>
    public static async Task KeepAsync(string report, bool whole)
    {
        var path = Path.Combine(Root, "docs", "performance.md");
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "# Performance\n";
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            text = $"{text.TrimEnd()}\n\n{Begin}\n{End}\n";
            (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        }

        from += Begin.Length;
        var kept = whole ? "" : text[from..to].Trim();
        await File.WriteAllTextAsync(path, $"{text[..from]}\n\n{(kept.Length == 0 ? "" : kept + "\n\n")}{report.TrimEnd()}\n\n{text[to..]}");
        Console.WriteLine("Written to docs/performance.md");
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Root })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return said;
    }
}
