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

namespace Daybook.Workspace.Repositories;

/// <summary>POST /api/v1/repositories: time in this repository is for this project, and, if named, for this task. Replaces an older mapping.</summary>
internal static class MapRepository
{
    public const int NameLength = 300;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/repositories", HandleAsync).WithName(nameof(MapRepository)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Repository, Guid? ProjectId, Guid? TaskId);

    private static async Task<Results<Created<RepositoryItem>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, Db db, RepositoryStore repositories, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        var repository = errors.Text("repository", request.Repository, NameLength);
        if (request.ProjectId is null) errors.Add("project_id", "required");
        else if ((await ListProjects.ReadAsync(db, caller, request.ProjectId, true, ct)).Count == 0) errors.Add("project_id", "unknown");
        else if (request.TaskId is { } task && !await IsTaskOfAsync(db, request.ProjectId.Value, task, ct)) errors.Add("task_id", "unknown");
        if (errors.Any) return errors.Answer();

        // What is mapped to a project the person does not see is not theirs to map away.
        if ((await ListRepositories.ReadAsync(db, caller, repository, ct)).Count == 0 && await IsMappedAsync(db, caller.WorkspaceId, repository, ct))
            return FieldErrors.Answer("repository", "taken");
        await db.InTransactionAsync(async tx =>
        {
            var before = await repositories.MapAsync(tx, caller.WorkspaceId, repository, request.ProjectId!.Value, request.TaskId, ct);
            var people = new List<int>(await catalog.MembersAsync(tx, request.ProjectId.Value, ct));
            if (before is { } old) people.AddRange(await catalog.MembersAsync(tx, old, ct));
            await catalog.OfPeopleAsync(tx, people, ct);
        }, ct);
        return TypedResults.Created((string?)null, (await ListRepositories.ReadAsync(db, caller, repository, ct))[0]);
    }

    private static async Task<bool> IsTaskOfAsync(Db db, Guid projectId, Guid taskId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(IsTaskOf, new { projectId, taskId }, cancellationToken: ct));
    }

    private static async Task<bool> IsMappedAsync(Db db, Guid workspaceId, string repository, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(IsMapped, new { workspaceId, repository }, cancellationToken: ct));
    }

    private const string IsTaskOf = """
        select exists (select 1 from workspace.task where project_id = @projectId and id = @taskId and deleted_at is null)
        """;

    private const string IsMapped = """
        select exists (select 1 from workspace.repository where workspace_id = @workspaceId and lower(repository) = lower(@repository))
        """;
}
