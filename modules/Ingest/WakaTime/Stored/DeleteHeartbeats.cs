using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>DELETE heartbeats.bulk: takes a person's own heartbeats of one day away. An editor's key cannot.</summary>
internal static class DeleteHeartbeats
{
    private const int Most = 1000;

    internal sealed record Request(string? Date, IReadOnlyList<Guid>? Ids);

    internal sealed record Refusal(string Error);

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "DELETE", "users/{user}/heartbeats.bulk", HandleAsync, Policies.Write, "DeleteHeartbeats");

    private static async Task<Results<NoContent, JsonHttpResult<Refusal>>> HandleAsync(
        [Microsoft.AspNetCore.Mvc.FromBody] Request request, ClaimsPrincipal user, UserQueries users, SampleStore samples, DayFeed feed, Db db, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(user).UserId;
        var clock = (await users.FindAsync(userId, ct))?.Clock;
        if (clock is null || request.Date is null || !Dates.TryRead(request.Date, clock, time, out var day)) return Refuse("date is a day like 2026-11-21.");
        if (request.Ids is not { Count: > 0 and <= Most } ids) return Refuse("ids are one to a thousand ids of heartbeats.");

        var local = clock.Of(day);
        await db.InTransactionAsync(async tx =>
        {
            var gone = await samples.DeleteHeartbeatsAsync(tx, userId, [.. ids], local.Start, local.End, ct);
            if (gone == 0) return;
            var touched = new TouchedDays(userId, clock);
            touched.Add(local.Start, local.End);
            await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
        }, ct);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<Refusal> Refuse(string error) => TypedResults.Json(new Refusal(error), statusCode: StatusCodes.Status400BadRequest);
}
