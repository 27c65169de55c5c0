using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>Whether ingest slows down as the table grows.</summary>
internal static class Growth
{
    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        var goal = bench.Options.Quick ? 500_000 : 10_000_000;
        await bench.ClearSamplesAsync();
        var run = await ClientLoad.TrackersAsync(bench, await bench.Owner.EnrollAsync(bench, 16, ct), 100, ct);
        var copy = new CopyRows(bench, 999_998);
        async Task<(double Ingest, double Copy)> LookAsync()
        {
            await bench.DoAsync("checkpoint;");
            var rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
                () => run.PerSecondAsync(bench.Options.Stretch, ct), () => copy.PerSecondAsync(8, 100, bench.Options.Stretch * 0.5, ct));
            return (Median.Of(rates[0]), Median.Of(rates[1]));
        }

        var empty = await LookAsync();
        // A hundred devices of other people, four at a time.
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct },
            async (device, stop) => await new CopyRows(bench, 2_000_000 + device).FillAsync(device, 0, goal / 100, stop));
        var full = await LookAsync();
        var rows = await bench.AskAsync<long>("select count(*) from ingest.sample");
        yield return new Figure("P6", $"Ingest 16 × 100 with {rows / 1e6:0.0} M samples ÷ on an empty table", full.Ingest / empty.Ingest, "", 0.80,
            Note: $"{empty.Ingest:#,##0}/s → {full.Ingest:#,##0}/s; COPY beside it {empty.Copy:#,##0}/s → {full.Copy:#,##0}/s{(bench.Options.Quick ? "; scaled down (--quick)" : "")}");
        await bench.ClearSamplesAsync();
    }
}
