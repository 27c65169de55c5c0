using System.Runtime.CompilerServices;
using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Export;
using Daybook.Connectors.ActivityWatch.Sync;

namespace Daybook.Connectors.ActivityWatch;

/// <summary>Reads window, presence, browser and editor buckets of an aw-server (Python or Rust), and the export file of either.</summary>
public sealed class ActivityWatchConnector : IConnector, IFileImporter
{
    // With the server gone, each bucket would only wait for its time-out in turn.
    private const int GiveUpAfter = 2;

    public ConnectorInfo Info { get; } = new(
        "activitywatch", "ActivityWatch", "Windows, presence, browser tabs and editors, as ActivityWatch has seen them.",
        typeof(ActivityWatchConnector).Assembly.GetName().Version!, ["samples"])
    {
        Homepage = "https://activitywatch.net",
    };

    public SettingsSchema Settings => AwSettings.Schema;

    public string FileHint => "aw-buckets-export.json";

    public Task<TestResult> TestAsync(ConnectorContext context, CancellationToken cancellationToken) =>
        ConnectionTest.RunAsync(context, cancellationToken);

    public async IAsyncEnumerable<SyncBatch> SyncAsync(
        ConnectorContext context, Checkpoint? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = AwSettings.Read(context);
        var client = new AwClient(context, settings);
        context.Progress.Report(new SyncProgress("connecting"));
        var info = await client.InfoAsync(cancellationToken);
        var choice = BucketChoice.Of(await client.BucketsAsync(cancellationToken), settings.Buckets, info.Hostname);
        if (Missing(choice) is { Count: > 0 } missing) yield return new SyncBatch { Problems = missing };

        var checkpoint = AwCheckpoint.Read(since);
        var now = context.Clock.GetUtcNow();
        var failures = new List<ConnectorException>();
        for (var index = 0; index < choice.Chosen.Count; index++)
        {
            var bucket = choice.Chosen[index];
            var sync = new BucketSync(client, bucket, checkpoint, settings.LookbackDays, now);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Progress.Report(new SyncProgress("reading", bucket.Bucket.Id, (100 * index) + (long)(100 * sync.Done), 100 * choice.Chosen.Count));
                var (batch, failure) = await TryAsync(sync, cancellationToken);
                if (failure is not null)
                {
                    failures.Add(failure);
                    yield return new SyncBatch { Problems = [new SyncProblem(failure.Slug, bucket.Bucket.Id, failure.Message)] };
                }

                if (batch is null) break;
                yield return batch;
            }

            if (failures.Count(IsGone) >= GiveUpAfter || (failures.Count > 0 && failures.Count == choice.Chosen.Count)) throw failures[^1];
        }
    }

    public IAsyncEnumerable<SyncBatch> ImportAsync(Stream file, ConnectorContext context, CancellationToken cancellationToken) =>
        ExportReader.ReadAsync(file, context, cancellationToken);

    private static bool IsGone(ConnectorException failure) => failure.Slug is "unreachable" or "timed-out" or "denied-by-policy";

    private static async Task<(SyncBatch? Batch, ConnectorException? Failure)> TryAsync(BucketSync sync, CancellationToken ct)
    {
        try
        {
            return (await sync.NextAsync(ct), null);
        }
        catch (ConnectorException failed)
        {
            return (null, failed);
        }
    }

    private static List<SyncProblem> Missing(BucketChoice choice) =>
    [
        .. choice.Unknown.Take(100).Select(id => new SyncProblem("bucket-unknown", id, "The server has no such bucket.")),
        .. choice.Unreadable.Take(100).Select(id => new SyncProblem("bucket-unreadable", id, "The bucket holds nothing that tells of time.")),
        .. choice.Chosen.Count == 0 && choice.Unknown.Count == 0 && choice.Unreadable.Count == 0
            ? [new SyncProblem("no-buckets", "", "The server has no window, presence, browser or editor bucket yet.")]
            : Array.Empty<SyncProblem>(),
    ];
}
