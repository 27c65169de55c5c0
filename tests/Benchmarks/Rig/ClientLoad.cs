namespace Daybook.Benchmarks.Rig;

/// <summary>Clients, each with its own ready requests; every request carries <paramref name="batch"/> samples.</summary>
internal sealed class ClientLoad(Bench bench, Func<ReadOnlyMemory<byte>>[] clients, int batch)
{
    public LoadResult Last { get; private set; } = new(0, 1, 0, 0, 0);

    /// <summary>What the rate and the answer times of the last stretch are called in a note.</summary>
    public string Times => $"p50 {Last.P50Ms:0.0} ms, p99 {Last.P99Ms:0.0} ms";

    /// <summary>Tracker clients, one device each.</summary>
    public static Task<ClientLoad> TrackersAsync(Bench bench, string[] devices, int batch, CancellationToken ct)
    {
        var bodies = devices.Select((device, i) => new TrackerBodies(bench.Owner.Bearer, device, batch, i * 997)).ToArray();
        return WarmAsync(bench, [.. bodies.Select(one => (Func<ReadOnlyMemory<byte>>)one.Next)], batch, ct);
    }

    /// <summary>Any clients, warmed up.</summary>
    public static async Task<ClientLoad> WarmAsync(Bench bench, Func<ReadOnlyMemory<byte>>[] clients, int batch, CancellationToken ct)
    {
        var load = new ClientLoad(bench, clients, batch);
        await load.PerSecondAsync(bench.Options.WarmUp, ct);
        return load;
    }

    /// <summary>Samples a second over a stretch of time.</summary>
    public async Task<double> PerSecondAsync(TimeSpan stretch, CancellationToken ct)
    {
        Last = await Load.RunAsync(bench.Host.Address, clients.Length, stretch, client => clients[client](), ct);
        if (Last.Refused > 0) throw new InvalidOperationException($"{Last.Refused} requests were refused with 429 or 503: the limits of the bench are too low.");
        return Last.PerSecond * batch;
    }
}
