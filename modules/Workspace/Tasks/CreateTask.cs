using System.Security.Claims;
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

/// <summary>POST /api/v1/projects/{id}/tasks.</summary>
internal static class CreateTask
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/projects/{id:guid}/tasks", HandleAsync).WithName(nameof(CreateTask)).RequireAuthorization(Policies.Write);

    internal sealed record Request(
        string? Key, string? Title, string? Status, IReadOnlyList<string>? Labels, string? Url, string? AssigneeId, int? EstimateMinutes = null);

    private static async Task<Results<Created<TaskItem>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, TaskStore tasks, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if ((await ListProjects.ReadAsync(db, caller, id, true, ct)).Count == 0) return ProjectRules.Unknown();
        var errors = new FieldErrors();
        var task = new TaskFields
        {
            ProjectId = id,
            Key = errors.Text("key", request.Key, TaskRules.KeyLength),
            Title = errors.Text("title", request.Title, TaskRules.TitleLength),
            Status = request.Status is null ? "todo" : errors.Text("status", request.Status, TaskRules.StatusLength),
            Labels = TaskRules.Labels(errors, request.Labels),
            Url = TaskRules.Url(errors, request.Url),
            AssigneeId = await TaskRules.AssigneeAsync(errors, request.AssigneeId, id, db, ct),
            EstimateMinutes = TaskRules.Estimate(errors, request.EstimateMinutes),
        };
        if (errors.Any) return errors.Answer();

        try
        {
            var made = await db.InTransactionAsync(async tx =>
            {
                var taskId = await tasks.AddAsync(tx, task, ct);
                await catalog.OfProjectAsync(tx, id, ct);
                return taskId;
            }, ct);
            return TypedResults.Created((string?)null, await UpdateTask.ReadAsync(db, made, ct));
        }
        catch (PostgresException error) when (TaskStore.IsKeyTaken(error))
        {
            return FieldErrors.Answer("key", "taken");
        }
    }
}
