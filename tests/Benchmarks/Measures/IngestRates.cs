using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>Samples a second through the whole host (sign-in, parsing, verdicts, days touched, commit) against COPY.</summary>
internal static class IngestRates
{
    public static IAsyncEnumerable<Figure> BatchesOf100Async(Bench bench, CancellationToken ct) => AgainstCopyAsync(bench, "P1", 100, 16, 0.60, ct);

    public static IAsyncEnumerable<Figure> BatchesOf25Async(Bench bench, CancellationToken ct) => AgainstCopyAsync(bench, "P2", 25, 8, 0.45, ct);

    public static async IAsyncEnumerable<Figure> MatrixAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var stretch = bench.Options.Stretch * 0.45;
        var copy = new CopyRows(bench, 999_999);
        foreach (var clients in (int[])[1, 8, 64])
        {
            var devices = await bench.Owner.EnrollAsync(bench, clients, ct);
            foreach (var batch in (int[])[1, 10, 25, 100, 500])
            {
                var run = await ClientLoad.TrackersAsync(bench, devices, batch, ct);
                var rates = await Median.InTurnAsync(bench.Options.Quick ? 1 : bench.Options.Rounds, ct,
                    () => run.PerSecondAsync(stretch, ct), () => copy.PerSecondAsync(Math.Min(clients, 64), batch, stretch, ct));
                yield return new Figure("matrix", $"{clients} clients × {batch}", Median.Ratio(rates[0], rates[1]), "of COPY",
                    Note: $"{Median.Of(rates[0]):#,##0} samples/s, {run.Times}; COPY {Median.Of(rates[1]):#,##0}/s");
            }
        }
    }

    private static async IAsyncEnumerable<Figure> AgainstCopyAsync(
        Bench bench, string id, int batch, int clients, double bar, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var run = await ClientLoad.TrackersAsync(bench, await bench.Owner.EnrollAsync(bench, clients, ct), batch, ct);
        var copy = new CopyRows(bench, 999_999);
        await copy.PerSecondAsync(8, batch, TimeSpan.FromMilliseconds(300), ct);
        var stretch = bench.Options.Stretch;
        var (ours, theirs) = (new CpuShares(bench, () => bench.Host), new CpuShares(bench, () => null));
        var rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
            () => ours.OfAsync(stretch, time => run.PerSecondAsync(time, ct)),
            () => copy.PerSecondAsync(1, batch, stretch, ct),
            () => theirs.OfAsync(stretch, time => copy.PerSecondAsync(8, batch, time, ct)),
            () => copy.PerSecondAsync(1, 5_000, stretch, ct));
        var best = rates[1].Zip(rates[2], Math.Max).ToArray();
        yield return new Figure(id, $"Ingest, {clients} clients × {batch} ÷ COPY, best of 1/8 connections", Median.Ratio(rates[0], best), "", bar,
            Note: $"{Median.Of(rates[0]):#,##0} samples/s, {run.Times}; COPY of {batch} rows a commit: {Median.Of(rates[1]):#,##0}/s by 1, {Median.Of(rates[2]):#,##0}/s by 8");
        yield return new Figure(id, "where the time goes", Median.Of(rates[0]), "/s", Note: $"{ours}; COPY by 8: {theirs}");
        yield return new Figure(id, "the same ÷ COPY of 5,000 rows a commit by 1 connection", Median.Ratio(rates[0], rates[3]), "",
            Note: $"{Median.Of(rates[3]):#,##0}/s; told beside, a request's rows are fewer");
    }
}
