using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>Tracker clients, one device each, each with its own ready batches.</summary>
internal sealed class TrackerLoad(Bench bench, TrackerBodies[] bodies, int batch)
{
    public LoadResult Last { get; private set; } = new(0, 1, 0, 0, 0);

    /// <summary>Makes the clients and warms the host up.</summary>
    public static async Task<TrackerLoad> StartAsync(Bench bench, string[] devices, int batch, CancellationToken ct)
    {
        var bodies = devices.Select((device, i) => new TrackerBodies(bench.Owner.Bearer, device, batch, i * 997)).ToArray();
        var load = new TrackerLoad(bench, bodies, batch);
        await load.PerSecondAsync(TimeSpan.FromMilliseconds(bench.Options.Quick ? 500 : 1500), ct);
        return load;
    }

    /// <summary>Samples a second over a stretch of time.</summary>
    public async Task<double> PerSecondAsync(TimeSpan stretch, CancellationToken ct)
    {
        Last = await Load.RunAsync(bench.Host.Address, bodies.Length, stretch, client => bodies[client].Next(), ct);
        return Last.PerSecond * batch;
    }
}
