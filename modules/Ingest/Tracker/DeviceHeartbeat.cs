using System.Security.Claims;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Tracker;

/// <summary>POST devices:heartbeat: the device is alive; the answer is what is asked of it.</summary>
internal static class DeviceHeartbeat
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/tracker/devices:heartbeat", HandleAsync)
        .WithName("DeviceHeartbeat").WithTags("tracker").RequireAuthorization(Policies.Ingest);

    private static async Task<Results<Ok<CaptureConfig>, ProblemHttpResult>> HandleAsync(
        [FromQuery(Name = "device_id")] string? deviceId, ClaimsPrincipal user, TrackerDevices devices, DeviceStore store, Db db, TimeProvider time,
        CancellationToken ct)
    {
        var (device, problem) = await devices.FindAsync(Caller.Of(user), deviceId, ct);
        if (device is null) return problem!;
        await using var connection = await db.OpenAsync(ct);
        await store.SeenAsync(connection, device, time.GetUtcNow(), ct);
        return TypedResults.Ok(device.Config);
    }
}
