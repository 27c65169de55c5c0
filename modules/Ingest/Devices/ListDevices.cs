using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Devices;

/// <summary>GET devices: everything that records the caller, grouped by the page along machine.</summary>
internal static class ListDevices
{
    internal sealed record Answer(IReadOnlyList<DeviceAnswer> Items, string? Next);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/devices", HandleAsync)
        .WithName("ListDevices").WithTags("devices").RequireAuthorization(Policies.Read);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, DeviceDesk desk, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await desk.ShowAsync(Caller.Of(user), only: null, ct), null));
}
