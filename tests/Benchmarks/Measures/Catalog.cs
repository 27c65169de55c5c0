using Daybook.Benchmarks.Measures.Reads;

namespace Daybook.Benchmarks.Measures;

/// <summary>Everything the bench measures, in the order it does.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        new(["P1"], "Ingest over HTTP in batches of 100 ÷ COPY of the same rows", IngestRates.BatchesOf100Async),
        new(["P2"], "Ingest over HTTP in batches of 25 ÷ COPY of the same rows", IngestRates.BatchesOf25Async),
        new(["P3"], "Single events ÷ one statement per request", SingleEvents.RunAsync),
        new(["P2", "P4"], "WakaTime bulk ÷ COPY of the same rows, host CPU per heartbeat", EditorRates.BulkAsync),
        new(["singles"], "DevTime and ActivityWatch, one event a request ÷ COPY of one row a commit", EditorRates.SinglesAsync),
        new(["matrix"], "Ingest by batch and clients ÷ the write limit", IngestRates.MatrixAsync),
        new(["P5", "P10"], "ActivityWatch heartbeats by the size of their bucket; its events read ÷ COPY", Buckets.RunAsync),
        new(["P8"], "Derivation ÷ ingest", Derivation.RunAsync),
        new(["rederive"], "500 user-days derived again ÷ PostgreSQL reading their samples", Rederivation.RunAsync),
        new(["P7"], "Bytes on disk per sample", Storage.RunAsync),
        new(["P11"], "Host memory under load", HostCost.MemoryAsync),
        new(["P9"], "Statistics and dashboards over a year ÷ bare reads of their rollup rows", Dashboards.RunAsync),
        new(["P6"], "Ingest at 10 M samples ÷ on an empty table", Growth.RunAsync),
        new(["P13"], "A report over a year of a workspace ÷ the bare SQL aggregate it needs", Reports.RunAsync),
        new(["P12"], "Start to ready", StartTime.RunAsync),
    ];
}
