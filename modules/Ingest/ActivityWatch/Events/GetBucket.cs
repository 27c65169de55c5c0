using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>GET buckets/{id}.</summary>
internal static class GetBucket
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/buckets/{bucketId}", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(string bucketId, HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        await using var connection = await db.OpenAsync(ct);
        if (await buckets.FindAsync(connection, owner, bucketId, ct) is not { } bucket) return AwAnswers.NoBucket(bucketId);
        var last = await pages.LastAsync(connection, owner.UserId, bucket.Device.DeviceId, ct);
        return await AwAnswers.StreamAsync(http, writer =>
        {
            writer.WriteStartObject();
            BucketJson.Write(writer, bucket.Bucket with { ShownId = bucketId });
            if (last is { } end) writer.WriteString("last_updated", AwTime.Format(end));
            writer.WriteEndObject();
            return Task.CompletedTask;
        }, ct);
    }
}
