using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>DELETE buckets/{id}/events/{number}: {"success": 1}, or 0 when there was none.</summary>
internal static class DeleteEvent
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/0/buckets/{bucketId}/events/{number:long}", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(string bucketId, long number, HttpContext http, UserQueries users, EventWriter writer, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        if (await users.FindAsync(owner.UserId, ct) is not { } person) return AwAnswers.NoBucket(bucketId);
        return await writer.DeleteAsync(owner, person.Clock, bucketId, number, ct) is { } deleted
            ? AwAnswers.Text(StatusCodes.Status200OK, deleted ? """{"success": 1}""" : """{"success": 0}""") : AwAnswers.NoBucket(bucketId);
    }
}
