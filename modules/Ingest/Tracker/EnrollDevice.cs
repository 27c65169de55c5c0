using System.Security.Claims;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Tracker.Projects;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Ingest.Tracker;

/// <summary>POST devices:enroll: makes the device known, or points a known one to another project. Mints no token.</summary>
internal static class EnrollDevice
{
    internal sealed record Request(string? DeviceId, string? ProjectId, string? Name, string? Platform);

    internal sealed record Answer(string DeviceId, Guid ProjectId, CaptureConfig Config);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/tracker/devices:enroll", HandleAsync)
        .WithName("EnrollDevice").WithTags("tracker").RequireAuthorization(Policies.Ingest);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, CatalogQueries catalog, DeviceStore devices, DevicePointer pointer, ProjectCapture capture, LiveEvents live, Db db, TimeProvider time,
        CancellationToken ct)
    {
        if (Errors(request) is { Count: > 0 } errors) return Problem.Invalid(errors);
        var caller = Caller.Of(user);
        var (project, refused) = await ProjectAsync(catalog, caller.UserId, request.ProjectId!, ct);
        if (project is null) return refused!;

        var (name, platform) = (Text(request.Name), Text(request.Platform));
        var wanted = new NewDevice(
            caller.UserId, ClientIds.Normal(request.DeviceId)!, Enrolled: true, DeviceKind.Agent, name ?? "Device", name ?? "Device",
            platform ?? "macos", project.Id);
        return await db.InTransactionAsync<Results<Created<Answer>, ProblemHttpResult>>(async tx =>
        {
            var device = await FindOrMakeAsync(tx, devices, wanted, ct);
            if (device is null || device.UserId != caller.UserId)
                return Problem.Forbidden("device-of-someone-else", "This device belongs to another person.");
            if (!device.Enrolled) return Problem.Conflict("device-id-taken", "Another stream of yours has this id.");
            if (caller.DeviceId is { } own && own != device.DeviceId)
                return Problem.Forbidden("other-device", "This token belongs to another device.");
            if (device.RevokedAt is not null) return TrackerDevices.Revoked;

            await pointer.PointAsync(tx, device, new DevicePlace(name, name, platform, project.Id), time.GetUtcNow(), ct);
            await capture.SeedAsync(tx, device, project.Id, ct);
            device = (await devices.FindAsync(tx.Connection!, device.UserId, device.DeviceId, ct))!;
            await live.PublishAsync(tx, new LiveEvent(caller.UserId, "device", device.PublicId.ToString()), ct);
            return TypedResults.Created((string?)null, new Answer(device.ClientId, project.Id, device.Config));
        }, ct);
    }

    private static async Task<Device?> FindOrMakeAsync(NpgsqlTransaction tx, DeviceStore devices, NewDevice wanted, CancellationToken ct) =>
        await devices.FindEnrolledAsync(tx.Connection!, wanted.ClientId, ct) ?? await devices.MakeAsync(tx, wanted, ct);

    private static async Task<(ProjectInfo? Project, ProblemHttpResult? Problem)> ProjectAsync(
        CatalogQueries catalog, int userId, string projectId, CancellationToken ct)
    {
        if (!Guid.TryParse(projectId, out var id)) return (null, Unknown());
        if (await catalog.FindProjectAsync(userId, id, ct) is not { } project)
        {
            // The contract tells the two apart; who knows the id of a project learns no more than that it exists.
            var names = await catalog.NamesAsync([id], [], ct);
            return (null, names.Projects.ContainsKey(id) ? Problem.Forbidden("not-a-member", "You are not a member of this project.") : Unknown());
        }

        return project.TrackerEnabled && !project.Archived
            ? (project, null) : (null, Problem.Forbidden("tracker-off", "Tracking is switched off for this project."));
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("project-unknown", "There is no such project.");

    private static Dictionary<string, string[]> Errors(Request request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(request.DeviceId)) errors["device_id"] = ["required"];
        else if (ClientIds.Normal(request.DeviceId) is null) errors["device_id"] = ["invalid"];
        if (string.IsNullOrEmpty(request.ProjectId)) errors["project_id"] = ["required"];
        else if (request.ProjectId.Length > 36) errors["project_id"] = ["too-long"];
        if (request.Name?.Length > 255) errors["name"] = ["too-long"];
        if (request.Platform?.Length > 32) errors["platform"] = ["too-long"];
        return errors;
    }

    private static string? Text(string? text)
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(text, 255, ref repairs);
    }
}
