using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Projects;
using Daybook.Workspace.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Repositories;

/// <summary>A repository and what the time in it is for.</summary>
internal sealed record RepositoryItem(string Repository, ProjectRef Project, TaskRef? Task);

/// <summary>GET /api/v1/repositories: the mappings to projects one may see.</summary>
internal static class ListRepositories
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/repositories", HandleAsync).WithName(nameof(ListRepositories)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<RepositoryItem> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await ReadAsync(db, Caller.Of(user), null, ct), null));

    public static async Task<IReadOnlyList<RepositoryItem>> ReadAsync(Db db, Caller caller, string? repository, CancellationToken ct)
    {
        var which = new { caller.UserId, caller.WorkspaceId, All = ProjectRules.MayManage(caller), repository };
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectRepositories, which, cancellationToken: ct));
        return [.. rows.Select(row => new RepositoryItem(
            row.Repository,
            new ProjectRef(row.ProjectId, row.ProjectName, row.ProjectColor),
            row.TaskId is { } task ? new TaskRef(task, row.TaskKey, row.TaskTitle) : null))];
    }

    private sealed record Row
    {
        public string Repository { get; init; } = "";
        public Guid ProjectId { get; init; }
        public string ProjectName { get; init; } = "";
        public string ProjectColor { get; init; } = "";
        public Guid? TaskId { get; init; }
        public string TaskKey { get; init; } = "";
        public string TaskTitle { get; init; } = "";
    }

    private const string SelectRepositories = """
        select r.repository, p.id as project_id, p.name as project_name, p.color as project_color, t.id as task_id, t.key as task_key, t.title as task_title
        from workspace.repository r
        join workspace.project p on p.id = r.project_id
        left join workspace.task t on t.id = r.task_id and t.deleted_at is null
        where r.workspace_id = @WorkspaceId and (@repository::text is null or lower(r.repository) = lower(@repository))
            and (@All or exists (select 1 from workspace.project_access a where a.project_id = p.id and a.user_id = @UserId))
        order by lower(r.repository)
        """;
}
