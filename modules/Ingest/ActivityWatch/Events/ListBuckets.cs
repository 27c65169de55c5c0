using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>GET buckets: the caller's, by id, with the end of the newest event where there is one.</summary>
internal static class ListBuckets
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/buckets/", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        await using var connection = await db.OpenAsync(ct);
        var all = await buckets.ListAsync(connection, owner, ct);
        var ends = new DateTimeOffset?[all.Count];
        for (var i = 0; i < ends.Length; i++) ends[i] = await pages.LastAsync(connection, owner.UserId, all[i].DeviceId, ct);
        return await AwAnswers.StreamAsync(http, writer =>
        {
            writer.WriteStartObject();
            for (var i = 0; i < ends.Length; i++)
            {
                writer.WriteStartObject(all[i].ShownId);
                BucketJson.Write(writer, all[i]);
                if (ends[i] is { } end) writer.WriteString("last_updated", AwTime.Format(end));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            return Task.CompletedTask;
        }, ct);
    }
}
