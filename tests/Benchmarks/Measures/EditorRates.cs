using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>The contracts of editors and watchers through the whole host, against COPY of the rows they become.</summary>
internal static class EditorRates
{
    private const string Body = """{"lines":240,"lineno":17,"cursorpos":7}""";
    private const int Size = 25;
    private const int Singles = 64;

    /// <summary>WakaTime's bulk of 25 by 8 editors, and what the host itself spends on a heartbeat meanwhile.</summary>
    public static async IAsyncEnumerable<Figure> BulkAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var key = await bench.Owner.EditorKeyAsync(bench, ct);
        var run = await ClientLoad.WarmAsync(bench, Editors(key, 0), Size, ct);
        await using var apart = await bench.StartHostAsync(bench.ConnectionString, derive: false, ct, ("Ingest:Coalesce", "false"));
        var others = Editors(key, 100);
        Task<LoadResult> ApartAsync(TimeSpan time) => Load.RunAsync(apart.Address, others.Length, time, client => others[client](), ct);

        await ApartAsync(bench.Options.WarmUp);
        var copy = new CopyRows(bench, 999_999) { Body = Body };
        var stretch = bench.Options.Stretch;
        var costs = new List<double>();
        var ours = new CpuShares(bench, () => bench.Host);
        var rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
            async () =>
            {
                var before = bench.Host.Cpu;
                var rate = await ours.OfAsync(stretch, time => run.PerSecondAsync(time, ct));
                costs.Add((bench.Host.Cpu - before).TotalMilliseconds / (run.Last.Requests * (double)Size));
                return rate;
            },
            () => copy.PerSecondAsync(1, Size, stretch, ct),
            () => copy.PerSecondAsync(8, Size, stretch, ct),
            async () => (await ApartAsync(stretch)).PerSecond * Size);
        var best = rates[1].Zip(rates[2], Math.Max).ToArray();
        yield return new Figure("P2", $"Ingest, WakaTime bulk, 8 clients × {Size} ÷ COPY, best of 1/8 connections", Median.Ratio(rates[0], best), "", 0.45,
            Note: $"{Median.Of(rates[0]):#,##0} heartbeats/s, {run.Times}; COPY of {Size} rows a commit: {Median.Of(rates[1]):#,##0}/s by 1, {Median.Of(rates[2]):#,##0}/s by 8");
        yield return new Figure("P2", "the same ÷ this host without group commit (Ingest:Coalesce=false)", Median.Ratio(rates[0], rates[3]), "",
            Note: $"{Median.Of(rates[3]):#,##0}/s without");
        yield return new Figure("P2", "where the time goes, WakaTime bulk", Median.Of(rates[0]), "/s", Note: $"{ours}");
        yield return new Figure("P4", $"Host CPU per heartbeat, WakaTime bulk of {Size}, 8 clients", Median.Of(costs), "ms", 0.04, AtMost: true,
            Note: $"{costs.Min():0.0000} to {costs.Max():0.0000}");
    }

    /// <summary>One event a request in the other contracts, against COPY of one row a commit.</summary>
    public static async IAsyncEnumerable<Figure> SinglesAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var key = await bench.Owner.EditorKeyAsync(bench, ct);
        var stretch = bench.Options.Stretch * 0.6;
        var copy = new CopyRows(bench, 999_999) { Body = Body };
        foreach (var clients in (int[])[1, Singles])
        {
            var devTime = await ClientLoad.WarmAsync(bench, [.. Enumerable.Range(0, clients).Select(i => (Func<ReadOnlyMemory<byte>>)BeatBodies.DevTime(key, i).Next)], 1, ct);
            var growing = await ClientLoad.WarmAsync(bench, Watchers(bench, "grows", clients, 1), 1, ct);
            var adding = await ClientLoad.WarmAsync(bench, Watchers(bench, "adds", clients, 120), 1, ct);
            LoadResult[] last = [devTime.Last, growing.Last, adding.Last];
            var rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
                () => devTime.PerSecondAsync(stretch, ct), () => growing.PerSecondAsync(stretch, ct), () => adding.PerSecondAsync(stretch, ct),
                () => copy.PerSecondAsync(clients, 1, stretch, ct));
            last = [devTime.Last, growing.Last, adding.Last];
            string[] names = ["DevTime heartbeat", "ActivityWatch heartbeat, merged", "ActivityWatch heartbeat, a new event each"];
            for (var i = 0; i < names.Length; i++)
            {
                yield return new Figure("singles", $"{names[i]}, {clients} client{(clients == 1 ? "" : "s")}", Median.Ratio(rates[i], rates[3]), "of COPY",
                    Note: $"{Median.Of(rates[i]):#,##0}/s, p50 {last[i].P50Ms:0.0} ms, p99 {last[i].P99Ms:0.0} ms; COPY of one row a commit {Median.Of(rates[3]):#,##0}/s");
            }
        }
    }

    private static Func<ReadOnlyMemory<byte>>[] Editors(string key, int first) =>
        [.. Enumerable.Range(first, 8).Select(i => (Func<ReadOnlyMemory<byte>>)BeatBodies.WakaTime(key, i, Size).Next)];

    private static Func<ReadOnlyMemory<byte>>[] Watchers(Bench bench, string word, int clients, double step) =>
        [.. Enumerable.Range(0, clients).Select(i => (Func<ReadOnlyMemory<byte>>)BeatBodies.Watcher(bench.Owner.Bearer, $"aw-watcher-window_{word}-{clients}-{i}", step).Next)];
}
