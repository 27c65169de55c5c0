using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks;

/// <summary>The table of a run, and where it is kept.</summary>
internal static class Report
{
    private static string Root => Environment.GetEnvironmentVariable("DAYBOOK_BENCH_ROOT") ?? ".";

    public static async Task<string> MakeAsync(Bench bench, IReadOnlyList<Figure> figures, Arguments options, CancellationToken ct)
    {
        var text = new StringBuilder();
        var version = await bench.AskAsync<string>("select current_setting('server_version')");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"### {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {Git("rev-parse --short HEAD")}{(Git("status --porcelain -uno").Length > 0 ? " with changes" : "")}{(options.Quick ? ", --quick" : "")}{(options.Only.Count > 0 ? $", only {string.Join(',', options.Only)}" : "")}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0)} GiB, {RuntimeInformation.OSDescription}, load before {LoadAverage()}, .NET {Environment.Version}, PostgreSQL {version}, fsync and synchronous_commit on.");
        text.AppendLine();
        text.AppendLine("| # | What | Figure | Bar | Reached | Beside it |");
        text.AppendLine("| --- | --- | ---: | ---: | --- | --- |");
        foreach (var figure in figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Id} | {figure.What} | {figure.Shown} | {figure.BarShown} | {figure.Verdict} | {figure.Note} |");
        _ = ct;
        return text.ToString();
    }

    public static async Task AppendAsync(string report)
    {
        var path = Path.Combine(Root, "docs", "performance.md");
        await File.AppendAllTextAsync(path, "\n" + report);
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
