namespace Daybook.Benchmarks.Measures;

/// <summary>Everything the bench measures, in the order it does.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("P1", "Ingest over HTTP in batches of 100 ÷ COPY of the same rows", IngestRates.BatchesOf100Async),
        new("P2", "Ingest over HTTP in batches of 25 ÷ COPY of the same rows", IngestRates.BatchesOf25Async),
        new("P3", "Single events ÷ one statement per request", SingleEvents.RunAsync),
        new("P4", "Host CPU per heartbeat", HostCost.CpuAsync),
        new("matrix", "Ingest by batch and clients ÷ the write limit", IngestRates.MatrixAsync),
        new("P8", "Derivation ÷ ingest", Derivation.RunAsync),
        new("P7", "Bytes on disk per sample", Storage.RunAsync),
        new("P11", "Host memory under load", HostCost.MemoryAsync),
        new("P6", "Ingest at 10 M samples ÷ on an empty table", Growth.RunAsync),
        new("P12", "Start to ready", StartTime.RunAsync),
    ];
}
