using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Daybook.Benchmarks.Pure;

/// <summary>Runs the pure parts and puts their means into the table.</summary>
internal static class PureRun
{
    public static IEnumerable<Figure> Figures(bool quick)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob((quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(NullLogger.Instance);
        foreach (var one in BenchmarkRunner.Run<PureParts>(config).Reports)
        {
            var what = one.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
            yield return one.ResultStatistics is not { } result
                ? Figure.Failed(Arguments.Pure, what, "BenchmarkDotNet has no result.")
                : new Figure(Arguments.Pure, what, result.Mean / 1000, "µs", Note: one.GcStats.GetBytesAllocatedPerOperation(one.BenchmarkCase) is { } bytes ? $"{bytes:#,##0} bytes allocated" : "");
        }
    }
}
