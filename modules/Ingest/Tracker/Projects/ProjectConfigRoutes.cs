using System.Security.Claims;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Tracker.Projects;

/// <summary>
/// GET and PUT /api/v1/tracker/admin/projects/{id}/config: whether a project is tracked and what it asks of its devices. For who manages
/// the project's workspace. What a PUT leaves out stays; a device that asks next gets the new settings.
/// </summary>
internal static class ProjectConfigRoutes
{
    private static readonly CaptureConfig Usual = new("cfg_0", 60, "off", 5, 300, false, []);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tracker/admin/projects/{id:guid}/config", Get)
            .RequireAuthorization(Policies.Read).WithName("GetProjectConfig").WithTags("tracker");
        routes.MapPut("/api/v1/tracker/admin/projects/{id:guid}/config", Put)
            .RequireAuthorization(Policies.Write).WithName("SetProjectConfig").WithTags("tracker");
    }

    private static async Task<Results<Ok<ProjectSettings>, ProblemHttpResult>> Get(
        Guid id, ClaimsPrincipal user, CatalogQueries catalog, MemberQueries members, Db db, CancellationToken ct)
    {
        var (_, project, refused) = await FindAsync(id, Caller.Of(user).UserId, catalog, members, ct);
        if (project is null) return refused!;
        await using var connection = await db.OpenAsync(ct);
        return TypedResults.Ok(Of(project.TrackerEnabled, await ProjectCapture.FindAsync(connection, id, ct)));
    }

    private static async Task<Results<Ok<ProjectSettings>, ProblemHttpResult>> Put(
        Guid id, ProjectChange request, ClaimsPrincipal user, CatalogQueries catalog, MemberQueries members, TrackerSwitch tracker, ProjectCapture capture, Db db,
        CancellationToken ct)
    {
        var (workspace, project, refused) = await FindAsync(id, Caller.Of(user).UserId, catalog, members, ct);
        if (project is null) return refused!;
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.Config is { } config) ChangeDevice.Check(config.Change, errors);
        if (errors.Count > 0) return Problem.Invalid(errors);
        return await db.InTransactionAsync<Results<Ok<ProjectSettings>, ProblemHttpResult>>(async tx =>
        {
            var enabled = request.Enabled ?? project.TrackerEnabled;
            if (!await tracker.SetAsync(tx, workspace, id, enabled, ct)) return Unknown();
            var now = await ProjectCapture.FindAsync(tx.Connection!, id, ct);
            if (request.Config is { } change) await capture.SetAsync(tx, id, now = now.With(change), ct);
            return TypedResults.Ok(Of(enabled, now));
        }, ct);
    }

    private static async Task<(Guid Workspace, ProjectInfo? Project, ProblemHttpResult? Refused)> FindAsync(
        Guid id, int userId, CatalogQueries catalog, MemberQueries members, CancellationToken ct)
    {
        if (await catalog.WorkspaceOfAsync(id, ct) is not { } workspace || await members.FindAsync(workspace, userId, ct) is not { } member)
            return (default, null, Unknown());
        if (!member.Manages) return (default, null, Problem.Forbidden("forbidden", "Only owners, admins and managers say what a project's devices capture."));
        return ((await catalog.NamesAsync([id], [], ct)).Projects.GetValueOrDefault(id)) is { } project ? (workspace, project, null) : (default, null, Unknown());
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("project-unknown", "There is no such project.");

    private static ProjectSettings Of(bool enabled, ProjectConfig config)
    {
        var all = config.On(Usual);
        return new ProjectSettings(enabled, new ProjectConfig(
            all.SampleIntervalS, all.ScreenshotPolicy, all.ScreenshotEveryNSamples, all.IdleThresholdS, all.Paused, all.ExcludedBundleIds));
    }

    internal sealed record ProjectChange(bool? Enabled = null, ProjectConfig? Config = null);

    internal sealed record ProjectSettings(bool Enabled, ProjectConfig Config);
}
