using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Egress;
using Daybook.Integrations.Storage;
using Daybook.Integrations.Syncing;
using Daybook.Kernel.Database;
using Microsoft.Extensions.Logging;

namespace Daybook.Integrations.Imports;

/// <summary>An item of the file that was not stored: which bucket, its place there, a stable word.</summary>
internal sealed record RejectedAnswer(string Bucket, long Index, string Reason);

/// <summary>What became of a file. <paramref name="Rejected"/> holds the first thousand; the counts are whole.</summary>
internal sealed record ImportAnswer(
    int Buckets, long Read, long Accepted, long Duplicates, long Repaired, long RejectedTotal, IReadOnlyList<RejectedAnswer> Rejected);

/// <summary>Stores a file through its connector's importer, a transaction per batch.</summary>
internal sealed class FileImport(Db db, ConnectorCatalog catalog, EgressClients egress, BatchIntake intake, ILoggerFactory logs, TimeProvider clock)
{
    private const int Shown = 1_000;
    private static readonly Dictionary<string, JsonElement> NoSettings = [];

    public async Task<ImportAnswer> RunAsync(int userId, string connector, Stream file, CancellationToken ct)
    {
        using var lease = catalog.Lease(connector) ?? throw new ConnectorException("connector-missing", "The connector is not available at the moment.");
        using var http = egress.Create();
        var context = new ConnectorContext(NoSettings, http, logs.CreateLogger("Daybook.Connectors." + connector), clock, new RunProgress());
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var handed = new Dictionary<string, long>(StringComparer.Ordinal);
        var rejected = new List<RejectedAnswer>();
        var counts = default(RunCounts);
        await foreach (var batch in lease.ImportAsync(file, context, ct))
        {
            var stored = await db.InTransactionAsync(tx => intake.StoreAsync(tx, userId, connector, null, batch, ct), ct);
            counts += stored.Counts;
            foreach (var stream in batch.Streams) names.TryAdd(stream.StreamId, stream.Name);
            foreach (var item in batch.Rejected.Take(Shown - rejected.Count))
                rejected.Add(new RejectedAnswer(names.GetValueOrDefault(item.StreamId, item.StreamId), item.Index, item.Reason));
            foreach (var item in stored.Rejected.Take(Shown - rejected.Count))
                rejected.Add(new RejectedAnswer(names.GetValueOrDefault(item.StreamId, item.StreamId), handed.GetValueOrDefault(item.StreamId) + item.Index, item.Reason));
            foreach (var stream in batch.Streams) handed[stream.StreamId] = handed.GetValueOrDefault(stream.StreamId) + stream.Samples.Count;
        }

        return new ImportAnswer(names.Count, counts.Read, counts.Accepted, counts.Duplicates, counts.Repaired, counts.Rejected, rejected);
    }
}
