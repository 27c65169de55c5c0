using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>How long it takes to derive many days anew, as after a new rule, beside the time in which PostgreSQL hands out their samples.</summary>
internal static class Rederivation
{
    private const int Days = 500;

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        await bench.RestartHostAsync(derive: false, ct);
        await RealDays.StoreAsync(bench, (bench.Options.Quick ? 25 : Days) * 7 / 5, ct);
        await bench.RestartHostAsync(derive: true, ct, ("Enrichment:DebounceMs", "0"), ("Insights:DebounceMs", "0"));
        await Derivation.UntilDoneAsync(bench, ct);
        var (samples, days) = (await bench.AskAsync<long>("select count(*) from ingest.sample"), await bench.AskAsync<long>("select count(*) from enrichment.day where observed_ms > 0"));

        var (ratios, notes) = (new List<double>(), "");
        for (var round = 0; round < (bench.Options.Quick ? 1 : bench.Options.Rounds); round++)
        {
            var read = await ReadAsync(bench, ct);
            var clock = Stopwatch.StartNew();
            await bench.DoAsync("update platform.day_work set dirty = dirty + 1, not_before = now() where stage = 'enrichment.blocks'; select pg_notify('daybook_day', '')");
            await Derivation.UntilDoneAsync(bench, ct);
            var took = clock.Elapsed;
            ratios.Add(took / read);
            notes = $"{days:#,##0} user-days with {samples:#,##0} samples derived again in {took.TotalSeconds:0.0} s ({took.TotalMilliseconds / days:0.0} ms a day), read in {read.TotalSeconds:0.00} s";
        }

        yield return new Figure("rederive", "Deriving 500 user-days again ÷ PostgreSQL reading their samples", Median.Of(ratios), "", 10, AtMost: true, Note: notes);
        await bench.RestartHostAsync(derive: false, ct);
    }

    /// <summary>Every sample with its context, to a client that only counts bytes.</summary>
    private static async Task<TimeSpan> ReadAsync(Bench bench, CancellationToken ct)
    {
        await using var connection = await bench.Source.OpenConnectionAsync(ct);
        var clock = Stopwatch.StartNew();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Read, ct);
        var buffer = new byte[1 << 16];
        while (await copy.ReadAsync(buffer, ct) > 0) { }
        return clock.Elapsed;
    }

    private const string Read = """
        copy (
            select sample.*, context.* from ingest.sample as sample join ingest.context as context on context.user_id = sample.user_id and context.hash = sample.context
            order by sample.user_id, sample.ts
        ) to stdout (format binary)
        """;
}
