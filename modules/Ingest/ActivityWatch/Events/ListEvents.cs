using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>GET buckets/{id}/events?start=&amp;end=&amp;limit=: what overlaps the range, cut to it, newest first.</summary>
internal static class ListEvents
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/buckets/{bucketId}/events", HandleAsync).ForWatchers(Policies.Read);

    private static async Task<IResult> HandleAsync(string bucketId, HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        var (range, refused) = AwRange.Of(http.Request.Query);
        if (refused is not null) return refused;
        await using var connection = await db.OpenAsync(ct);
        if (await buckets.FindAsync(connection, BucketOwner.Of(Caller.Of(http.User)), bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
        return await AwAnswers.StreamAsync(http, async writer =>
        {
            writer.WriteStartArray();
            await foreach (var page in pages.ReadAsync(connection, bucket, range, ct))
            {
                foreach (var one in page) EventJson.Write(writer, one);
                await writer.FlushAsync(ct);
                await http.Response.BodyWriter.FlushAsync(ct);
            }

            writer.WriteEndArray();
        }, ct);
    }
}
