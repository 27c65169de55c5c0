using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>How fast what came in is derived, and what acknowledging a derived day writes.</summary>
internal static class Derivation
{
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
            var days = await RealDays.StoreAsync(bench, bench.Options.Quick ? 20 : 210, ct);
            var (took, samples) = await DrainAsync(bench, ct);
            var derived = samples / took.TotalSeconds;
            ratios.Add(derived / ingest);
            notes = $"{derived:#,##0} samples/s derived by all stages ({samples:#,##0} samples of {days.Days * 2 / 3} sample days), {ingest:#,##0}/s ingested";
        }

        yield return new Figure("P8", "Derivation samples/s ÷ ingest samples/s", Median.Of(ratios), "", 2, Note: notes);

        var stored = await bench.AskAsync<double>("select count(*)::float8 from ingest.sample");
        var wal = await bench.AskAsync<double>("""
            with before as materialized (select pg_current_wal_insert_lsn() as lsn) select (lsn - '0/0')::float8 from before
            """);
        await bench.DoAsync("""
            update platform.day_work set lease_until = now() + interval '2 minutes', lease_owner = 'bench', attempts = attempts + 1;
            update platform.day_work set done = dirty, lease_until = null, lease_owner = null, attempts = 0, last_error = null
            """);
        var after = await bench.AskAsync<double>("select (pg_current_wal_insert_lsn() - '0/0')::float8");
        yield return new Figure("P8", "WAL of claiming and acknowledging, per sample", (after - wal) / stored, "bytes", 100, AtMost: true,
            Note: "every day of the run claimed and acknowledged once");
        await bench.RestartHostAsync(derive: false, ct);
    }

    /// <summary>
    /// How long it takes until nothing waits, by a host that has worked for a while, as the ingest beside it has: a first part of the days is derived
    /// before the clock runs. Debouncing is off, it is waiting and not work.
    /// </summary>
    private static async Task<(TimeSpan Took, long Samples)> DrainAsync(Bench bench, CancellationToken ct)
    {
        await bench.DoAsync(HoldLaterDays);
        await bench.RestartHostAsync(derive: true, ct, ("Enrichment:DebounceMs", "0"), ("Insights:DebounceMs", "0"));
        await UntilDoneAsync(bench, ct);
        var samples = await bench.AskAsync<long>(SamplesHeld);

        var clock = Stopwatch.StartNew();
        await bench.DoAsync("update platform.day_work set not_before = now() where not_before = 'infinity'; select pg_notify('daybook_day', '')");
        await UntilDoneAsync(bench, ct);
        return (clock.Elapsed, samples);
    }

    /// <summary>Until no day waits for any stage but a model's.</summary>
    internal static async Task UntilDoneAsync(Bench bench, CancellationToken ct)
    {
        while (await bench.AskAsync<long>(Waiting) > 0) await Task.Delay(5, ct);
    }

    private const string Waiting = """
        select count(*) from platform.day_work where dirty > done and stage not in ('enrichment.ask', 'journal.write') and parked_at is null and not_before < 'infinity'
        """;

    // A third of the days warms the host up.
    private const string HoldLaterDays = """
        with days as (select user_id, day, ntile(3) over (order by day) as part from (select distinct user_id, day from platform.day_work) as known)
        update platform.day_work as work set not_before = 'infinity'
        from days where days.user_id = work.user_id and days.day = work.day and days.part > 1
        """;

    private const string SamplesHeld = """
        select count(*) from ingest.sample
        where ts >= (select min(day) from platform.day_work where not_before = 'infinity')
        """;
}
