using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What the host itself uses: processor time per heartbeat, memory under load.</summary>
internal static class HostCost
{
    public static async IAsyncEnumerable<Figure> CpuAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var run = await TrackerLoad.StartAsync(bench, await bench.Owner.EnrollAsync(bench, 8, ct), 25, ct);
        var costs = new double[bench.Options.Rounds];
        for (var i = 0; i < costs.Length; i++)
        {
            var before = bench.Host.Cpu;
            await run.PerSecondAsync(bench.Options.Stretch, ct);
            costs[i] = (bench.Host.Cpu - before).TotalMilliseconds / (run.Last.Requests * 25.0);
        }

        yield return new Figure("P4", "Host CPU per event, tracker batches of 25, 8 clients", Median.Of(costs), "ms", 0.04, AtMost: true);
    }

    public static async IAsyncEnumerable<Figure> MemoryAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        await bench.RestartHostAsync(derive: true, ct);
        var run = await TrackerLoad.StartAsync(bench, await bench.Owner.EnrollAsync(bench, 16, ct), 100, ct);
        var parts = new List<double>();
        var stretch = TimeSpan.FromSeconds(bench.Options.Quick ? 2 : 15);
        for (var i = 0; i < (bench.Options.Quick ? 4 : 8); i++)
        {
            await run.PerSecondAsync(stretch, ct);
            parts.Add(bench.Host.Memory().Now);
        }

        var peak = bench.Host.Memory().Peak;
        await Task.Delay(TimeSpan.FromSeconds(bench.Options.Quick ? 2 : 10), ct);
        var minutes = stretch.TotalMinutes * parts.Count;
        yield return new Figure("P11", $"Host memory at its highest, 16 clients × 100 for {minutes:0.#} minutes, derivation running", peak, "MiB", 250, AtMost: true,
            Note: $"while loaded, part by part: {string.Join(", ", parts.Select(part => part.ToString("0")))} MiB; after load {bench.Host.Memory().Now:0} MiB");
        await bench.RestartHostAsync(derive: false, ct);
    }
}
