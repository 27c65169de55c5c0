using System.Diagnostics;

namespace Daybook.Benchmarks.Rig;

/// <summary>What a stretch of load did.</summary>
internal sealed record LoadResult(int Requests, double Seconds, double P50Ms, double P99Ms, int Refused)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>Many clients, each sending its next request when the last one was answered.</summary>
internal static class Load
{
    /// <summary><paramref name="next"/> makes the client's next request; called outside what is timed as latency, inside what is timed as throughput.</summary>
    public static async Task<LoadResult> RunAsync(
        Uri address, int clients, TimeSpan stretch, Func<int, ReadOnlyMemory<byte>> next, CancellationToken ct)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Wire.OpenAsync(address, ct)));
        try
        {
            var all = await RunAsync(clients, stretch, async client =>
            {
                await wires[client].SendAsync(next(client), ct);
                if (wires[client].Status is >= 200 and < 300) return true;
                if (wires[client].Status is 429 or 503) return false;
                throw new InvalidOperationException($"The host answered: {wires[client].Text[..Math.Min(600, wires[client].Text.Length)]}");
            }, ct);
            return all;
        }
        finally
        {
            foreach (var wire in wires) wire.Dispose();
        }
    }

    /// <summary>The same with any work: true when it was done, false when it was refused.</summary>
    public static async Task<LoadResult> RunAsync(int clients, TimeSpan stretch, Func<int, Task<bool>> work, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(stretch.TotalSeconds * Stopwatch.Frequency);
        var runs = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var (times, refused) = (new List<long>(4096), 0);
            while (Stopwatch.GetTimestamp() is var from && from < until)
            {
                ct.ThrowIfCancellationRequested();
                if (await work(client)) times.Add(Stopwatch.GetTimestamp() - from);
                else refused++;
            }

            return (times, refused);
        }, ct)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var sorted = runs.SelectMany(run => run.times).Order().ToArray();
        return new LoadResult(sorted.Length, seconds, Part(sorted, 0.5), Part(sorted, 0.99), runs.Sum(run => run.refused));
    }

    private static double Part(long[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * part)] * 1000.0 / Stopwatch.Frequency;
}
