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

/// <summary>A task as pages show it; assignee_id is a person's public id.</summary>
internal sealed record TaskItem
{
    public Guid Id { get; init; }
    public Guid ProjectId { get; init; }
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public string[] Labels { get; init; } = [];
    public string? Url { get; init; }
    public Guid? AssigneeId { get; init; }
    public int? EstimateMinutes { get; init; }
    public string? Source { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>GET /api/v1/projects/{id}/tasks?open=&amp;cursor=&amp;limit=: the newest first.</summary>
internal static class ListTasks
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/projects/{id:guid}/tasks", HandleAsync).WithName(nameof(ListTasks)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<TaskItem> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Db db, CancellationToken ct, bool? open = null, Guid? cursor = null, int limit = 500)
    {
        var caller = Caller.Of(user);
        if ((await ListProjects.ReadAsync(db, caller, id, true, ct)).Count == 0) return ProjectRules.Unknown();
        var size = Math.Clamp(limit, 1, 500);
        await using var connection = await db.OpenAsync(ct);
        var found = (await connection.QueryAsync<TaskItem>(
            new CommandDefinition(SelectTasks, new { id, open, cursor, Size = size + 1 }, cancellationToken: ct))).ToArray();
        var items = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Answer(items, found.Length > size ? items[^1].Id.ToString() : null));
    }

    private const string SelectTasks = """
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, t.url, u.id as assignee_id, t.estimate_minutes, t.source, t.created_at, t.closed_at
        from workspace.task t
        left join workspace.user u on u.user_id = t.assignee_id
        where t.project_id = @id and t.deleted_at is null and (@cursor::uuid is null or t.id < @cursor)
            and (@open::boolean is null or (t.closed_at is null) = @open)
        order by t.id desc
        limit @Size
        """;
}
