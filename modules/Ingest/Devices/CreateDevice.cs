using System.Security.Claims;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Devices;

/// <summary>POST devices: a device with its own token, which is shown this once.</summary>
internal static class CreateDevice
{
    internal sealed record Request(string? Name, string? Platform, Guid? ProjectId);

    internal sealed record Answer(
        Guid Id, string DeviceId, string Name, string Token, string Prefix, DateTimeOffset? ExpiresAt, Guid? ProjectId, CaptureConfig Config);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/devices", HandleAsync)
        .WithName("CreateDevice").WithTags("devices").RequireAuthorization(Policies.Write);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, CatalogQueries catalog, DeviceStore devices, DeviceTokens tokens, LiveEvents live, Db db,
        CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var repairs = Repairs.None;
        var name = CanonicalText.Of(request.Name?.Trim(), 255, ref repairs);
        if (name is null) errors["name"] = ["required"];
        else if (request.Name!.Trim().Length > 255) errors["name"] = ["too-long"];
        if (request.Platform?.Length > 32) errors["platform"] = ["too-long"];
        if (request.ProjectId is { } projectId && await catalog.FindProjectAsync(caller.UserId, projectId, ct) is null) errors["project_id"] = ["unknown"];
        if (errors.Count > 0) return Problem.Invalid(errors);

        var platform = CanonicalText.Of(request.Platform, 32, ref repairs) ?? "unknown";
        return await db.InTransactionAsync<Results<Created<Answer>, ProblemHttpResult>>(async tx =>
        {
            var wanted = new NewDevice(
                caller.UserId, Guid.CreateVersion7().ToString(), Enrolled: true, DeviceKind.Agent, name!, name!, platform, request.ProjectId);
            var device = await devices.MakeAsync(tx, wanted, ct) ?? throw new InvalidOperationException("The new device was not stored.");
            var token = await tokens.IssueAsync(tx, caller.UserId, device.DeviceId, device.Name, ct);
            await live.PublishAsync(tx, new LiveEvent(caller.UserId, "device", device.PublicId.ToString()), ct);
            return TypedResults.Created((string?)null, new Answer(
                device.PublicId, device.ClientId, device.Name, token.Token, token.Prefix, token.ExpiresAt, device.ProjectId, device.Config));
        }, ct);
    }
}
