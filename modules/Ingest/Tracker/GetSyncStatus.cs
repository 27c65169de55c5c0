using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Tracker;

/// <summary>GET sync/status: how far the server has heard from the device.</summary>
internal static class GetSyncStatus
{
    internal sealed record Answer(string DeviceId, long ServerSeq, DateTimeOffset? LastSeenAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/sync/status", HandleAsync)
        .WithName("GetSyncStatus").WithTags("tracker").RequireAuthorization(Policies.Ingest);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        [FromQuery(Name = "device_id")] string? deviceId, ClaimsPrincipal user, TrackerDevices devices, CancellationToken ct)
    {
        var (device, problem) = await devices.FindAsync(Caller.Of(user), deviceId, ct);
        return device is null ? problem! : TypedResults.Ok(new Answer(device.ClientId, device.ServerSeq, device.LastSeenAt));
    }
}
