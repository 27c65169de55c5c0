using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Tracker.Projects;

/// <summary>GET /api/v1/tracker/admin/projects: a workspace's projects and how many devices they have; active ones were seen within seven days.</summary>
internal static class ListProjectDevices
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/admin/projects", HandleAsync)
        .RequireAuthorization(Policies.Read).WithName(nameof(ListProjectDevices)).WithTags("tracker");

    private static async Task<Results<Ok<Item[]>, ProblemHttpResult>> HandleAsync(
        [FromQuery(Name = "workspace_id")] string? workspaceId, ClaimsPrincipal user, MemberQueries members, CatalogQueries catalog, Db db, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        var workspace = errors.Id("workspace_id", workspaceId) ?? caller.WorkspaceId;
        if (errors.Any) return errors.Answer();
        if (await members.FindAsync(workspace, caller.UserId, ct) is not { Manages: true })
            return Problem.Forbidden("forbidden", "Only owners, admins and managers see a workspace's devices.");
        var projects = await catalog.OfWorkspaceAsync(workspace, ct);
        await using var connection = await db.OpenAsync(ct);
        var devices = (await connection.QueryAsync<(Guid ProjectId, int Devices, int Active)>(new CommandDefinition(
                Count, new { projects = projects.Select(project => project.Id).ToArray(), since = time.GetUtcNow().AddDays(-7) }, cancellationToken: ct)))
            .ToDictionary(row => row.ProjectId);
        return TypedResults.Ok(projects.Where(project => !project.Archived).Select(project =>
        {
            var (_, count, active) = devices.GetValueOrDefault(project.Id);
            return new Item(project.Id, project.Name, project.Key?.ToLowerInvariant() ?? project.Id.ToString(), project.TrackerEnabled, count, active);
        }).ToArray());
    }

    internal sealed record Item(Guid Id, string Name, string Slug, bool Enabled, int DeviceCount, int ActiveDevices);

    private const string Count = """
        select project_id, count(*)::integer as devices, count(*) filter (where last_seen_at >= @since)::integer as active
        from ingest.device where project_id = any(@projects) and enrolled and revoked_at is null
        group by project_id
        """;
}
