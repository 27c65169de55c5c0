using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Projects;

/// <summary>A project as pages show it. Member: whether the time of the one who asks can go there.</summary>
internal sealed record ProjectItem
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Key { get; init; }
    public string Color { get; init; } = "";
    public bool TrackerEnabled { get; init; }
    public bool Archived { get; init; }
    public bool Everyone { get; init; }
    public bool Member { get; init; }
    public int OpenTasks { get; init; }
    public int MemberCount { get; init; }
}

/// <summary>GET /api/v1/projects?archived=: the projects one may see; archived ones only when asked for.</summary>
internal static class ListProjects
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/projects", HandleAsync).WithName(nameof(ListProjects)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<ProjectItem> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct, bool archived = false) =>
        TypedResults.Ok(new Answer(await ReadAsync(db, Caller.Of(user), null, archived, ct), null));

    public static async Task<IReadOnlyList<ProjectItem>> ReadAsync(Db db, Caller caller, Guid? id, bool archived, CancellationToken ct)
    {
        var which = new { caller.UserId, caller.WorkspaceId, All = ProjectRules.MayManage(caller), id, archived };
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<ProjectItem>(new CommandDefinition(SelectProjects, which, cancellationToken: ct))];
    }

    private const string SelectProjects = """
        select p.id, p.name, p.key, p.color, p.tracker_enabled, p.archived_at is not null as archived, p.everyone,
            mine.user_id is not null as member,
            (select count(*)::integer from workspace.task t
                where t.project_id = p.id and t.deleted_at is null and t.closed_at is null) as open_tasks,
            (select count(*)::integer from workspace.project_access a where a.project_id = p.id) as member_count
        from workspace.project p
        left join workspace.project_access mine on mine.project_id = p.id and mine.user_id = @UserId
        where p.workspace_id = @WorkspaceId and (@All or mine.user_id is not null)
            and (p.id = @id or (@id::uuid is null and (@archived or p.archived_at is null)))
        order by lower(p.name), p.id
        """;
}
