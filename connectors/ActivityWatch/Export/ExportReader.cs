using System.Runtime.CompilerServices;
using System.Text.Json;
using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Events;
using Daybook.Connectors.ActivityWatch.Sync;

namespace Daybook.Connectors.ActivityWatch.Export;

/// <summary>
/// Reads an export of the Python or Rust server as a stream: {"buckets": {"id": {…, "events": […]}}}, or the list form of ActivityWatch's own
/// schema. Only one batch and one event are in memory, whatever the file's size.
/// </summary>
internal static class ExportReader
{
    private const int BatchSize = 2_000;
    private const int MaxBuckets = 5_000;

    public static async IAsyncEnumerable<SyncBatch> ReadAsync(
        Stream file, ConnectorContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var latest = context.Clock.GetUtcNow().AddDays(2);
        var json = new JsonStream(await WithoutMarkAsync(file, ct));
        var asList = await OpenAsync(json, ct);
        var seen = new List<AwBucket>();
        while (await NextBucketAsync(json, asList, ct) is { } named)
        {
            if (seen.Count == MaxBuckets) throw new ConnectorException("too-many-buckets", $"The file holds more than {MaxBuckets} buckets.");
            var bucket = named;
            var empty = true;
            while (await TokenAsync(json, ct) == JsonTokenType.PropertyName)
            {
                if (json.Text != "events")
                {
                    bucket = await FieldAsync(json, bucket, json.Text, ct);
                    continue;
                }

                seen.Add(Guessed(bucket));
                await foreach (var batch in EventsAsync(json, Chosen(Guessed(bucket), seen), context, latest, ct))
                {
                    empty = false;
                    yield return batch;
                }
            }

            // A bucket without events is still one that was read.
            if (empty && Chosen(Guessed(bucket), seen) is { } without) yield return new SyncBatch { Streams = [without.Batch([])] };
        }
    }

    private static async IAsyncEnumerable<SyncBatch> EventsAsync(
        JsonStream json, ChosenBucket? bucket, ConnectorContext context, DateTimeOffset latest, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await TokenAsync(json, ct) != JsonTokenType.StartArray) throw NotAnExport();
        var samples = new List<SyncSample>(BatchSize);
        var rejected = new List<RejectedItem>();
        long index = 0;
        while (await ElementAsync(json, ct) is var element and not Element.End)
        {
            if (bucket is null)
            {
                index++;
                continue;
            }

            var reason = "too-large";
            if (element == Element.Value && AwEvent.Read(json.Value.Span, latest, out reason) is { } read)
            {
                if (bucket.Mapper.Map(read) is { } sample) samples.Add(sample);
                else rejected.Add(new RejectedItem(bucket.StreamId, index, "says-nothing"));
            }
            else
            {
                rejected.Add(new RejectedItem(bucket.StreamId, index, reason));
            }

            index++;
            if (samples.Count < BatchSize && rejected.Count < BatchSize) continue;
            context.Progress.Report(new SyncProgress("reading", bucket.Bucket.Id, index));
            yield return new SyncBatch { Streams = [bucket.Batch(samples)], Rejected = rejected };
            (samples, rejected) = (new List<SyncSample>(BatchSize), []);
        }

        if (bucket is not null && (samples.Count > 0 || rejected.Count > 0))
            yield return new SyncBatch { Streams = [bucket.Batch(samples)], Rejected = rejected };
    }

    private static ChosenBucket? Chosen(AwBucket bucket, List<AwBucket> seen) =>
        BucketReader.IsUsable(bucket.Id) && SampleMapper.For(bucket) is { } mapper
            ? new ChosenBucket(bucket, BucketChoice.Machine(bucket, seen, ""), mapper)
            : null;

    /// <summary>Comes to the buckets; true when they are a list.</summary>
    private static async ValueTask<bool> OpenAsync(JsonStream json, CancellationToken ct)
    {
        if (await TokenAsync(json, ct) != JsonTokenType.StartObject) throw NotAnExport();
        while (await TokenAsync(json, ct) == JsonTokenType.PropertyName)
        {
            if (json.Text == "buckets")
            {
                return await TokenAsync(json, ct) switch
                {
                    JsonTokenType.StartObject => false,
                    JsonTokenType.StartArray => true,
                    _ => throw NotAnExport(),
                };
            }

            await json.SkipAsync(ct);
        }

        throw NotAnExport();
    }

    /// <summary>Enters the next bucket's object; null after the last.</summary>
    private static async ValueTask<AwBucket?> NextBucketAsync(JsonStream json, bool asList, CancellationToken ct)
    {
        var token = await TokenAsync(json, ct);
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray) return null;
        var id = "";
        if (!asList)
        {
            id = json.Text;
            token = await TokenAsync(json, ct);
        }

        return token == JsonTokenType.StartObject ? new AwBucket(id, "", "", "", "") : throw NotAnExport();
    }

    private static async ValueTask<AwBucket> FieldAsync(JsonStream json, AwBucket bucket, string name, CancellationToken ct)
    {
        if (await ElementAsync(json, ct) != Element.Value || BucketReader.Text(json.Value.Span) is not { Length: <= 256 } text) return bucket;
        return name == "id" && bucket.Id.Length == 0 ? bucket with { Id = text } : BucketReader.With(bucket, name, text);
    }

    /// <summary>Events may come before the type, and the type may be absent: the id tells both, as watchers name their buckets.</summary>
    private static AwBucket Guessed(AwBucket bucket)
    {
        if (bucket.Type.Length > 0) return bucket;
        var type = bucket.Id switch
        {
            var id when id.StartsWith("aw-watcher-window", StringComparison.Ordinal) => "currentwindow",
            var id when id.StartsWith("aw-watcher-android", StringComparison.Ordinal) => "currentwindow",
            var id when id.StartsWith("aw-watcher-afk", StringComparison.Ordinal) => "afkstatus",
            var id when id.StartsWith("aw-watcher-web", StringComparison.Ordinal) => "web.tab.current",
            var id when id.StartsWith("aw-watcher-vscode", StringComparison.Ordinal) => "app.editor.activity",
            var id when id.StartsWith("aw-watcher-vim", StringComparison.Ordinal) => "app.editor.activity",
            _ => "",
        };
        var host = bucket.Id.IndexOf('_', StringComparison.Ordinal) is var at and > 0 ? bucket.Id[(at + 1)..] : "";
        return bucket with { Type = type, Hostname = bucket.Hostname.Length > 0 ? bucket.Hostname : host };
    }

    private static async ValueTask<JsonTokenType> TokenAsync(JsonStream json, CancellationToken ct)
    {
        try
        {
            return await json.TokenAsync(ct);
        }
        catch (JsonException)
        {
            throw NotAnExport();
        }
    }

    private static async ValueTask<Element> ElementAsync(JsonStream json, CancellationToken ct)
    {
        try
        {
            return await json.ElementAsync(ct);
        }
        catch (JsonException)
        {
            throw NotAnExport();
        }
    }

    private static ConnectorException NotAnExport() =>
        new("not-an-export", "The file is not an ActivityWatch export, or ends in the middle of one.");

    private static async Task<Stream> WithoutMarkAsync(Stream file, CancellationToken ct)
    {
        var head = new byte[3];
        var read = await file.ReadAtLeastAsync(head, 3, throwOnEndOfStream: false, ct);
        return head is [0xEF, 0xBB, 0xBF] ? file : new PrefixedStream(head.AsMemory(0, read), file);
    }
}
