using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>GET buckets/{id}/events/{number}: 404 with null when there is none.</summary>
internal static class GetEvent
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/buckets/{bucketId}/events/{number:long}", HandleAsync).ForWatchers(Policies.Read);

    private static async Task<IResult> HandleAsync(string bucketId, long number, HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await buckets.FindAsync(connection, BucketOwner.Of(Caller.Of(http.User)), bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
        if (await pages.FindAsync(connection, bucket, number, ct) is not { } found) return AwAnswers.Text(StatusCodes.Status404NotFound, "null");
        return await AwAnswers.StreamAsync(http, writer =>
        {
            EventJson.Write(writer, found.Event);
            return Task.CompletedTask;
        }, ct);
    }
}
