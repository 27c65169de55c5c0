using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>From the start of the process to the first answer of /readyz, with the embedded database on a data directory that is there.</summary>
internal static class StartTime
{
    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        var data = Directory.CreateDirectory(Path.Combine(bench.DataFolder, "embedded"));
        var (times, settings) = (new List<double>(), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var round = 0; round <= bench.Options.Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var host = await HostProcess.StartAsync(Bench.HostAssembly, ["--no-browser", "--port", "0", "--data", data.FullName], settings, ct);
            using var http = new HttpClient { BaseAddress = host.Address };
            while (!(await http.GetAsync("/readyz", ct)).IsSuccessStatusCode) await Task.Delay(10, ct);
            // The first start makes the database.
            if (round > 0) times.Add(clock.Elapsed.TotalSeconds);
        }

        yield return new Figure("P12", "Start to ready, embedded PostgreSQL, warm data directory", Median.Of(times), "s", 4, AtMost: true,
            Note: $"{times.Min():0.00} to {times.Max():0.00} s");
    }
}
