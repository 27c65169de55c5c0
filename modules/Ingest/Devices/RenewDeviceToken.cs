using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Devices;

/// <summary>POST devices/{id}/token: a new token, shown this once; the old ones stop working, and a revoked device is back.</summary>
internal static class RenewDeviceToken
{
    internal sealed record Answer(Guid Id, string DeviceId, string Token, string Prefix, DateTimeOffset? ExpiresAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/devices/{id:guid}/token", HandleAsync)
        .WithName("RenewDeviceToken").WithTags("devices").RequireAuthorization(Policies.Write);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, DeviceDesk desk, DeviceStore devices, DeviceTokens tokens, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await desk.FindAsync(caller, id, ct) is not { } device) return DeviceDesk.Unknown;
        if (!device.Enrolled) return Problem.Conflict("device-without-token", "A connector brings this device's samples; it needs no token.");

        IssuedToken? token = null;
        await desk.ChangeAsync(device, async tx =>
        {
            await tokens.RevokeAsync(tx, caller.UserId, device.DeviceId, ct);
            token = await tokens.IssueAsync(tx, caller.UserId, device.DeviceId, device.Name, ct);
            await devices.RevokeAsync(tx, device, at: null, ct);
        }, ct);
        return TypedResults.Created((string?)null, new Answer(device.PublicId, device.ClientId, token!.Token, token.Prefix, token.ExpiresAt));
    }
}
