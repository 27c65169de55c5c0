using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.Tasks;

/// <summary>PATCH /api/v1/tasks/{id}: changes what is named; an empty url or assignee_id takes it away, and so does an estimate of null.</summary>
internal static class UpdateTask
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/tasks/{id:guid}", HandleAsync).WithName(nameof(UpdateTask)).RequireAuthorization(Policies.Write);

    internal sealed record Request(
        string? Key, string? Title, string? Status, IReadOnlyList<string>? Labels, string? Url, string? AssigneeId)
    {
        private readonly bool namesEstimate;

        /// <summary>Null takes it away; left out, it stays.</summary>
        public int? EstimateMinutes
        {
            get;
            init => (field, namesEstimate) = (value, true);
        }

        public int? EstimateAfter(int? old) => namesEstimate ? EstimateMinutes : old;
    }

    private static async Task<Results<Ok<TaskItem>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, TaskStore tasks, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await FindProjectAsync(db, caller, id, ct) is not { } projectId) return TaskRules.Unknown();
        var errors = new FieldErrors();
        var key = request.Key is null ? null : errors.Text("key", request.Key, TaskRules.KeyLength);
        var title = request.Title is null ? null : errors.Text("title", request.Title, TaskRules.TitleLength);
        var status = request.Status is null ? null : errors.Text("status", request.Status, TaskRules.StatusLength);
        var labels = request.Labels is null ? null : TaskRules.Labels(errors, request.Labels);
        var url = TaskRules.Url(errors, request.Url);
        var assignee = await TaskRules.AssigneeAsync(errors, request.AssigneeId, projectId, db, ct);
        TaskRules.Estimate(errors, request.EstimateMinutes);
        if (errors.Any) return errors.Answer();

        try
        {
            var found = await db.InTransactionAsync(async tx =>
            {
                if (await tasks.LockAsync(tx, caller.UserId, id, ct) is not { } old) return false;
                var now = old with
                {
                    Key = key ?? old.Key,
                    Title = title ?? old.Title,
                    Status = status ?? old.Status,
                    Labels = labels ?? old.Labels,
                    Url = request.Url is null ? old.Url : url,
                    AssigneeId = request.AssigneeId is null ? old.AssigneeId : assignee,
                    EstimateMinutes = request.EstimateAfter(old.EstimateMinutes),
                };
                if (now.SameAs(old)) return true;
                await tasks.UpdateAsync(tx, id, now, ct);
                // An estimate says nothing of what time is for: only what is held against it is looked at again.
                if (!(now with { EstimateMinutes = old.EstimateMinutes }).SameAs(old)) await catalog.OfProjectAsync(tx, now.ProjectId, ct);
                if (now.EstimateMinutes != old.EstimateMinutes) await catalog.OfEstimateAsync(tx, now.ProjectId, ct);
                return true;
            }, ct);
            return found ? TypedResults.Ok(await ReadAsync(db, id, ct)) : TaskRules.Unknown();
        }
        catch (PostgresException error) when (TaskStore.IsKeyTaken(error))
        {
            return FieldErrors.Answer("key", "taken");
        }
    }

    public static async Task<TaskItem> ReadAsync(Db db, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<TaskItem>(new CommandDefinition(SelectTask, new { id }, cancellationToken: ct));
    }

    /// <summary>The project of a task the caller may touch: a member's own projects, in the workspace they are in.</summary>
    public static async Task<Guid?> FindProjectAsync(Db db, Caller caller, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(FindProject, new { id, caller.UserId, caller.WorkspaceId }, cancellationToken: ct));
    }

    private const string SelectTask = """
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, t.url, u.id as assignee_id, t.estimate_minutes, t.source, t.created_at, t.closed_at
        from workspace.task t left join workspace.user u on u.user_id = t.assignee_id
        where t.id = @id
        """;

    private const string FindProject = """
        select t.project_id from workspace.task t
        join workspace.project_access a on a.project_id = t.project_id and a.user_id = @UserId and a.workspace_id = @WorkspaceId
        where t.id = @id and t.deleted_at is null
        """;
}
