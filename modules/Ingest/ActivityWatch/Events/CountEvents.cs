using System.Globalization;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>GET buckets/{id}/events/count?start=&amp;end=: a bare number.</summary>
internal static class CountEvents
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/buckets/{bucketId}/events/count", HandleAsync).ForWatchers(Policies.Read);

    private static async Task<IResult> HandleAsync(string bucketId, HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        var (range, refused) = AwRange.Of(http.Request.Query);
        if (refused is not null) return refused;
        await using var connection = await db.OpenAsync(ct);
        if (await buckets.FindAsync(connection, BucketOwner.Of(Caller.Of(http.User)), bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
        var count = await pages.CountAsync(connection, bucket, range, ct);
        return AwAnswers.Text(StatusCodes.Status200OK, count.ToString(CultureInfo.InvariantCulture));
    }
}
