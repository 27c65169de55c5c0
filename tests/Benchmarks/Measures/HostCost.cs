using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What the host itself uses: memory under load.</summary>
internal static class HostCost
{
    public static async IAsyncEnumerable<Figure> MemoryAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        await bench.RestartHostAsync(derive: true, ct);
        var run = await ClientLoad.TrackersAsync(bench, await bench.Owner.EnrollAsync(bench, 16, ct), 100, ct);
        var parts = new List<double>();
        // Asked for by name it takes its ten minutes; among all the others two have to do.
        var stretch = TimeSpan.FromSeconds(bench.Options.Quick ? 2 : bench.Options.Only.Contains("P11") ? 75 : 15);
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
