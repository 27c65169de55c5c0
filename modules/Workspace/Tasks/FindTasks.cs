using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Tasks;

/// <summary>GET /api/v1/tasks?query=&amp;open=&amp;limit=: tasks of all projects one is a member of, best match first; for a field that completes.</summary>
internal static class FindTasks
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/tasks", HandleAsync).WithName(nameof(FindTasks)).RequireAuthorization(Policies.Read);

    internal sealed record Item(
        Guid Id, Guid ProjectId, string Key, string Title, string Status, IReadOnlyList<string> Labels, string? Url, ProjectRef Project);

    internal sealed record Answer(IReadOnlyList<Item> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(
        ClaimsPrincipal user, Db db, CancellationToken ct, string? query = null, bool? open = true, int limit = 50)
    {
        var caller = Caller.Of(user);
        // PostgreSQL takes no U+0000, and nobody looks for it.
        var words = (query ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        var what = new { caller.UserId, caller.WorkspaceId, open, Words = words.Length > 200 ? words[..200] : words, Size = Math.Clamp(limit, 1, 200) };
        await using var connection = await db.OpenAsync(ct);
        var found = await connection.QueryAsync<Row>(new CommandDefinition(SelectTasks, what, cancellationToken: ct));
        return TypedResults.Ok(new Answer([.. found.Select(row => new Item(
            row.Id, row.ProjectId, row.Key, row.Title, row.Status, row.Labels, row.Url,
            new ProjectRef(row.ProjectId, row.ProjectName, row.ProjectColor)))], null));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid ProjectId { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string Status { get; init; } = "";
        public string[] Labels { get; init; } = [];
        public string? Url { get; init; }
        public string ProjectName { get; init; } = "";
        public string ProjectColor { get; init; } = "";
    }

    private const string SelectTasks = """
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, t.url, p.name as project_name, p.color as project_color
        from workspace.project_access a
        join workspace.project p on p.id = a.project_id and p.archived_at is null
        join workspace.task t on t.project_id = p.id and t.deleted_at is null
        where a.user_id = @UserId and a.workspace_id = @WorkspaceId and (@open::boolean is null or (t.closed_at is null) = @open)
            and (position(lower(@Words) in lower(t.key)) > 0 or position(lower(@Words) in lower(t.title)) > 0)
        order by lower(t.key) = lower(@Words) desc, starts_with(lower(t.key), lower(@Words)) desc,
            position(lower(@Words) in lower(t.key)) > 0 desc, t.id desc
        limit @Size
        """;
}
