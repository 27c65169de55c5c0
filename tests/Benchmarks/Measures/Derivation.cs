using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>How fast what came in is derived, and what acknowledging a derived day writes.</summary>
internal static class Derivation
{
    private const string Waiting = "select count(*) from platform.day_work where dirty > done and parked_at is null";

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        var (ratios, notes) = (new List<double>(), "");
        for (var round = 0; round < (bench.Options.Quick ? 1 : bench.Options.Rounds); round++)
        {
            await bench.ClearSamplesAsync();
            await bench.RestartHostAsync(derive: false, ct);
            var run = await ClientLoad.TrackersAsync(bench, await bench.Owner.EnrollAsync(bench, 16, ct), 100, ct);
            var ingest = await run.PerSecondAsync(bench.Options.Stretch, ct);

            // As a year of one person: what several clients flush of the same minutes is one day's work, however often it is told.
            await bench.ClearSamplesAsync();
            var days = await RealDays.StoreAsync(bench, bench.Options.Quick ? 20 : 60, ct);
            var derived = days.Samples / (await DrainAsync(bench, ct)).TotalSeconds;
            ratios.Add(derived / ingest);
            notes = $"{derived:#,##0} samples/s derived by all stages ({days.Samples:#,##0} samples of {days.Days} sample days), {ingest:#,##0}/s ingested";
        }

        yield return new Figure("P8", "Derivation samples/s ÷ ingest samples/s", Median.Of(ratios), "", 2, Note: notes);

        var samples = await bench.AskAsync<double>("select count(*)::float8 from ingest.sample");
        var wal = await bench.AskAsync<double>("""
            with before as materialized (select pg_current_wal_insert_lsn() as lsn) select (lsn - '0/0')::float8 from before
            """);
        await bench.DoAsync("""
            update platform.day_work set lease_until = now() + interval '2 minutes', lease_owner = 'bench', attempts = attempts + 1;
            update platform.day_work set done = dirty, lease_until = null, lease_owner = null, attempts = 0, last_error = null
            """);
        var after = await bench.AskAsync<double>("select (pg_current_wal_insert_lsn() - '0/0')::float8");
        yield return new Figure("P8", "WAL of claiming and acknowledging, per sample", (after - wal) / samples, "bytes", 100, AtMost: true,
            Note: "every day of the run claimed and acknowledged once");
        await bench.RestartHostAsync(derive: false, ct);
    }

    /// <summary>
    /// How long it takes until nothing waits. The host begins while it is still starting, so the clock runs from when the first day is seen done; a stage
    /// that is done makes the next one wait.
    /// </summary>
    private static async Task<TimeSpan> DrainAsync(Bench bench, CancellationToken ct)
    {
        await bench.StopHostAsync();
        var all = await bench.AskAsync<long>(Waiting);
        var started = bench.RestartHostAsync(derive: true, ct);
        var left = all;
        while (left == all)
        {
            await Task.Delay(5, ct);
            left = await bench.AskAsync<long>(Waiting);
        }

        var clock = Stopwatch.StartNew();
        if (left < all * 0.8) throw new InvalidOperationException("Too much was done before the clock ran.");
        while (left > 0)
        {
            await Task.Delay(5, ct);
            left = await bench.AskAsync<long>(Waiting);
        }

        var took = clock.Elapsed;
        await started;
        return took;
    }
}
