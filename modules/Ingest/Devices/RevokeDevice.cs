using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Devices;

/// <summary>DELETE devices/{id}: nothing more is taken from the device; what it recorded stays.</summary>
internal static class RevokeDevice
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/devices/{id:guid}", HandleAsync)
        .WithName("RevokeDevice").WithTags("devices").RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, DeviceDesk desk, DeviceStore devices, DeviceTokens tokens, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await desk.FindAsync(caller, id, ct) is not { } device) return DeviceDesk.Unknown;
        await desk.ChangeAsync(device, async tx =>
        {
            await tokens.RevokeAsync(tx, caller.UserId, device.DeviceId, ct);
            await devices.RevokeAsync(tx, device, device.RevokedAt ?? time.GetUtcNow(), ct);
        }, ct);
        return TypedResults.NoContent();
    }
}
