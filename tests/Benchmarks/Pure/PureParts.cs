using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Daybook.Benchmarks.Rig;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;
using Daybook.Ingest.Tracker.Reading;

namespace Daybook.Benchmarks.Pure;

/// <summary>The parts of the write path that touch neither network nor database.</summary>
public class PureParts
{
    private static readonly SampleContext Context = new(
        "Code", "com.microsoft.VSCode", "SampleStore.cs - harbor - Visual Studio Code", null, "/home/kim/harbor/src/SampleStore.cs", "harbor", "main", "C#");

    private readonly byte[] batch = BatchOf(100);

    public static IConfig Config(bool quick) => ManualConfig.CreateEmpty()
        .AddJob((quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default);

    [Benchmark(Description = "Tracker batch of 100, bytes to samples")]
    public object? ReadBatch() => BatchReader.Read(batch.ToArray(), "Europe/Berlin", out _);

    [Benchmark(Description = "Name of a context")]
    public long HashOfContext() => ContextHash.Of(Context);

    [Benchmark(Description = "Canonical text, nothing to mend")]
    public string? CanonicalTextPlain()
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(Context.Title, 1024, ref repairs);
    }

    private static byte[] BatchOf(int size)
    {
        var request = new TrackerBodies("", "018f0000-0000-7000-8000-000000000001", size, 0).Next().Span;
        return request[(request.IndexOf("\r\n\r\n"u8) + 4)..].ToArray();
    }
}
