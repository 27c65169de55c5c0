using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Events;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Transfer;

/// <summary>GET export and buckets/{id}/export: all of it, or one bucket, written as it is read.</summary>
internal static class ExportBuckets
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/0/export", HandleAsync).ForWatchers(Policies.Read);
        routes.MapGet("/api/0/buckets/{bucketId}/export", HandleOneAsync).ForWatchers(Policies.Read);
    }

    private static async Task<IResult> HandleAsync(HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        await using var connection = await db.OpenAsync(ct);
        var open = new List<OpenBucket>();
        foreach (var bucket in await buckets.ListAsync(connection, owner, ct))
            if (await buckets.FindAsync(connection, owner, bucket.ShownId, ct) is { } one) open.Add(one with { Bucket = bucket });
        return await WriteAsync(http, pages, connection, open, "aw-buckets-export.json", ct);
    }

    private static async Task<IResult> HandleOneAsync(string bucketId, HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await buckets.FindAsync(connection, BucketOwner.Of(Caller.Of(http.User)), bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
        return await WriteAsync(http, pages, connection, [bucket with { Bucket = bucket.Bucket with { ShownId = bucketId } }], $"aw-bucket-export_{bucketId}.json", ct);
    }

    private static Task<Microsoft.AspNetCore.Http.HttpResults.EmptyHttpResult> WriteAsync(
        HttpContext http, EventPages pages, NpgsqlConnection connection, IReadOnlyList<OpenBucket> buckets, string file, CancellationToken ct)
    {
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return AwAnswers.StreamAsync(http, async writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("buckets");
            foreach (var bucket in buckets)
            {
                writer.WriteStartObject(bucket.Bucket.ShownId);
                BucketJson.Write(writer, bucket.Bucket);
                await EventsAsync(http, writer, pages, connection, bucket, ct);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }, ct);
    }

    private static async Task EventsAsync(
        HttpContext http, Utf8JsonWriter writer, EventPages pages, NpgsqlConnection connection, OpenBucket bucket, CancellationToken ct)
    {
        writer.WriteStartArray("events");
        await foreach (var page in pages.ReadAsync(connection, bucket, new AwRange(null, null, long.MaxValue), ct))
        {
            foreach (var one in page) EventJson.Write(writer, one, numbered: false);
            await writer.FlushAsync(ct);
            await http.Response.BodyWriter.FlushAsync(ct);
        }

        writer.WriteEndArray();
    }
}
