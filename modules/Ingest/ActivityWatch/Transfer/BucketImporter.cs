using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Events;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Intake;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Transfer;

/// <summary>What became of the events of a file.</summary>
internal sealed record ImportCounts(long Imported, long Duplicates, long Rejected)
{
    public static ImportCounts operator +(ImportCounts one, ImportCounts other) =>
        new(one.Imported + other.Imported, one.Duplicates + other.Duplicates, one.Rejected + other.Rejected);
}

/// <summary>
/// Reads an export as it comes: {"buckets": {"id": {…}}} or a list of them. A bucket is imported whole or not at all; what is there already is not
/// stored twice. Events before their bucket's type are read with the type its name says. What can never be stored is kept aside, the first thousand of
/// a bucket: whoever has a whole file of such still has the file.
/// </summary>
internal sealed class BucketImporter(Db db, BucketBook book, BucketStore buckets, EventWriter writer, Quarantine quarantine, TimeProvider time)
{
    private const int Chunk = 1_000;
    private const int MostKept = 1_000;
    private static readonly ImportCounts None = new(0, 0, 0);

    public async Task<ImportCounts> ImportAsync(BucketOwner owner, DayClock clock, Stream file, CancellationToken ct)
    {
        var (feed, counts) = (new JsonFeed(file), None);
        if (await feed.TokenAsync(ct) != JsonTokenType.StartObject) throw new JsonException("The file is no export.");
        while (await feed.TokenAsync(ct) == JsonTokenType.PropertyName)
        {
            if (feed.Name != "buckets")
            {
                await feed.SkipAsync(ct);
                continue;
            }

            var list = await feed.TokenAsync(ct) switch
            {
                JsonTokenType.StartObject => false, JsonTokenType.StartArray => true, _ => throw new JsonException("The file has no buckets."),
            };
            while (await feed.TokenAsync(ct) is JsonTokenType.PropertyName or JsonTokenType.StartObject)
            {
                var name = list ? "" : feed.Name;
                if (!list && await feed.TokenAsync(ct) != JsonTokenType.StartObject) throw new JsonException("A bucket is no object.");
                counts += await db.InTransactionAsync(tx => BucketAsync(tx, owner, clock, feed, name, ct), ct);
            }

            return counts;
        }

        throw new JsonException("The file has no buckets.");
    }

    private async Task<ImportCounts> BucketAsync(NpgsqlTransaction tx, BucketOwner owner, DayClock clock, JsonFeed feed, string name, CancellationToken ct)
    {
        var (told, counts, made) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), None, false);
        while (await feed.TokenAsync(ct) == JsonTokenType.PropertyName)
        {
            if (feed.Name != "events")
            {
                var member = feed.Name;
                if (await feed.ValueAsync(ct) is { } value) told[member] = Parsed(value);
                continue;
            }

            if (await feed.TokenAsync(ct) is not JsonTokenType.StartArray) continue;
            var bucket = await OpenAsync(tx, owner, name, told, ct);
            made = true;
            var chunk = new List<(PostedEvent Event, JsonElement Json)>(Chunk);
            while (await feed.ValueAsync(ct) is { } one)
            {
                var json = Parsed(one);
                if (PostedEvent.Read(json, time.GetUtcNow(), out var wrong) is { } read) chunk.Add((read, json));
                else counts += await RejectAsync(tx, bucket, counts, json, wrong.Field.Length > 0 ? wrong.Field : "event", ct);
                if (chunk.Count < Chunk) continue;
                counts = await StoreAsync(tx, clock, bucket, chunk, counts, ct);
                chunk.Clear();
            }

            if (chunk.Count > 0) counts = await StoreAsync(tx, clock, bucket, chunk, counts, ct);
        }

        if (!made) await OpenAsync(tx, owner, name, told, ct);
        return counts;
    }

    private async Task<OpenBucket> OpenAsync(
        NpgsqlTransaction tx, BucketOwner owner, string name, Dictionary<string, JsonElement> told, CancellationToken ct)
    {
        var id = name.Length > 0 ? name : Text("id") ?? "";
        if (id.Length is 0 or > BucketBook.MaxId) throw new JsonException("A bucket has no name.");
        var repairs = Repairs.None;
        var data = told.TryGetValue("data", out var own) && own.ValueKind == JsonValueKind.Object ? EventData.Of(own, ref repairs) : EventData.Empty;
        var created = Text("created") is { } at && AwTime.TryParse(at, out var instant) && instant.Year is >= 2000 and < 2200 ? instant : (DateTimeOffset?)null;
        await book.MakeAsync(tx, owner, new BucketWish(
            id, Text("type") ?? BucketTypes.Guess(id), Text("client") ?? BucketTypes.GuessClient(id), Text("hostname") ?? BucketTypes.GuessHost(id), data, created), ct);
        return await buckets.FindAsync(tx.Connection!, owner, id, ct) ?? throw new JsonException("A bucket's name cannot be used.");

        string? Text(string member) =>
            told.TryGetValue(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }

    private async Task<ImportCounts> StoreAsync(
        NpgsqlTransaction tx, DayClock clock, OpenBucket bucket, List<(PostedEvent Event, JsonElement Json)> chunk, ImportCounts counts, CancellationToken ct)
    {
        var written = await writer.WriteAsync(tx, clock, bucket, [.. chunk.Select(one => one.Event)], replacing: false, ct);
        for (var i = 0; i < chunk.Count; i++)
        {
            counts += written[i].Verdict.Verdict switch
            {
                Verdict.Rejected => await RejectAsync(tx, bucket, counts, chunk[i].Json, written[i].Verdict.Reason ?? "", ct),
                Verdict.Duplicate or Verdict.Conflict => new ImportCounts(0, 1, 0),
                _ => new ImportCounts(1, 0, 0),
            };
        }

        return counts;
    }

    private async Task<ImportCounts> RejectAsync(NpgsqlTransaction tx, OpenBucket bucket, ImportCounts before, JsonElement json, string reason, CancellationToken ct)
    {
        if (before.Rejected < MostKept)
            await quarantine.KeepAsync(tx.Connection!, bucket.Bucket.UserId, "activitywatch:" + bucket.Bucket.BucketId, reason, json, ct);
        return new ImportCounts(0, 0, 1);
    }

    private static JsonElement Parsed(Memory<byte> value)
    {
        using var document = JsonDocument.Parse(JsonBytes.Mend(value.ToArray(), out _), new JsonDocumentOptions { MaxDepth = 8192 });
        return document.RootElement.Clone();
    }
}
