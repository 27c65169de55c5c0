using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>DELETE buckets/{id}?force=1: the bucket and all its events; the days they lay on are derived anew.</summary>
internal static class DeleteBucket
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/0/buckets/{bucketId}", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(
        string bucketId, HttpContext http, UserQueries users, BucketStore buckets, SampleStore samples, DeviceStore devices, DayFeed feed, Db db,
        CancellationToken ct)
    {
        if (http.Request.Query["force"].ToString() is not ("1" or "true"))
            return AwAnswers.Error(StatusCodes.Status401Unauthorized, "Deleting buckets is only permitted with ?force=1");
        var owner = BucketOwner.Of(Caller.Of(http.User));
        if (await users.FindAsync(owner.UserId, ct) is not { } person) return AwAnswers.NoBucket(bucketId);
        return await db.InTransactionAsync<IResult>(async tx =>
        {
            if (await buckets.FindAsync(tx.Connection!, owner, bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
            await devices.LockAsync(tx, bucket.Device, ct);
            var touched = new TouchedDays(owner.UserId, person.Clock);
            foreach (var (from, to) in await samples.DeleteAllAsync(tx, bucket.Device, ct)) touched.Add(from, to);
            await buckets.RemoveAsync(tx, bucket.Bucket, ct);
            await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
            return AwAnswers.Empty;
        }, ct);
    }
}
