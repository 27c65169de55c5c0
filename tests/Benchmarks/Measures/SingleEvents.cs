using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What group commit is for: many clients with one event each.</summary>
internal static class SingleEvents
{
    private const int Clients = 64;

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var run = await ClientLoad.TrackersAsync(bench, await bench.Owner.EnrollAsync(bench, Clients, ct), 1, ct);
        await using var plain = await HostProcess.StartAsync(
            typeof(SingleEvents).Assembly.Location, ["single-statement", bench.ConnectionString], new Dictionary<string, string>(StringComparer.Ordinal), ct);
        var bodies = Enumerable.Range(0, Clients).Select(i => new TrackerBodies("", "none", 1, i * 997)).ToArray();
        Task<LoadResult> PlainAsync(TimeSpan stretch) => Load.RunAsync(plain.Address, Clients, stretch, client => bodies[client].Next(), ct);

        await PlainAsync(TimeSpan.FromSeconds(1));
        var stretch = bench.Options.Stretch;
        var (ours, theirs) = (new CpuShares(bench, () => bench.Host), new CpuShares(bench, () => plain));
        var rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
            () => ours.OfAsync(stretch, time => run.PerSecondAsync(time, ct)),
            () => theirs.OfAsync(stretch, async time => (await PlainAsync(time)).PerSecond));
        yield return new Figure("P3", $"Single events, {Clients} clients ÷ one statement per request", Median.Ratio(rates[0], rates[1]), "", 2.5,
            Note: $"{Median.Of(rates[0]):#,##0}/s, {run.Times}; one statement per request, without sign-in or verdicts: {Median.Of(rates[1]):#,##0}/s");

        yield return new Figure("P3", "where the time goes", Median.Of(rates[0]), "/s", Note: $"{ours}; one statement per request: {theirs}");

        await using var apart = await bench.StartHostAsync(bench.ConnectionString, derive: false, ct, ("Ingest:Coalesce", "false"));
        var devices = await bench.Owner.EnrollAsync(bench, Clients, ct);
        var requests = devices.Select((device, i) => new TrackerBodies(bench.Owner.Bearer, device, 1, i * 997)).ToArray();
        Task<LoadResult> ApartAsync(TimeSpan time) => Load.RunAsync(apart.Address, Clients, time, client => requests[client].Next(), ct);

        await ApartAsync(TimeSpan.FromSeconds(1));
        rates = await Median.InTurnAsync(bench.Options.Rounds, ct,
            () => run.PerSecondAsync(stretch * 0.6, ct), async () => (await ApartAsync(stretch * 0.6)).PerSecond);
        yield return new Figure("P3", "the same ÷ this host without group commit (Ingest:Coalesce=false)", Median.Ratio(rates[0], rates[1]), "",
            Note: $"{Median.Of(rates[0]):#,##0}/s with, {Median.Of(rates[1]):#,##0}/s without");
    }
}
