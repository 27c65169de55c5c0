using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What a sample takes on disk, with everything that belongs to it.</summary>
internal static class Storage
{
    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var days = await RealDays.StoreAsync(bench, bench.Options.Quick ? 70 : 365, ct);
        var samples = (double)days.Samples;
        await bench.DoAsync("vacuum analyze ingest.sample; vacuum analyze ingest.context; vacuum analyze ingest.sample_clock");
        async Task<double> SizeAsync(string what) => await bench.AskAsync<double>("select pg_total_relation_size(@what::regclass)::float8", new { what });
        async Task<double> OwnAsync(string what) => await bench.AskAsync<double>("select pg_relation_size(@what::regclass)::float8", new { what });

        var all = await SizeAsync("ingest.sample") + await SizeAsync("ingest.context") + await SizeAsync("ingest.sample_clock") + await SizeAsync("ingest.boot");
        var parts = new List<string>();
        foreach (var part in (string[])["ingest.sample", "ingest.sample_pkey", "ingest.sample_time", "ingest.sample_long", "ingest.sample_clock"])
            parts.Add($"{part[7..]} {await OwnAsync(part) / samples:0.0}");
        parts.Add($"contexts {await SizeAsync("ingest.context") / samples:0.0}");
        yield return new Figure("P7", $"Bytes per sample: the sample days over {days.Days} days, {samples:#,##0} samples", all / samples, "bytes", 160, AtMost: true,
            Note: "as the door left them: " + string.Join(", ", parts));
    }
}
