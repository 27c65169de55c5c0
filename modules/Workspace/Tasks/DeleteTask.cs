using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Tasks;

/// <summary>DELETE /api/v1/tasks/{id}: no time goes to it any more; time that was confirmed for it keeps its name.</summary>
internal static class DeleteTask
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/tasks/{id:guid}", HandleAsync).WithName(nameof(DeleteTask)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Db db, TaskStore tasks, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await UpdateTask.FindProjectAsync(db, caller, id, ct) is not { } projectId) return TaskRules.Unknown();
        await db.InTransactionAsync(async tx =>
        {
            await tasks.DeleteAsync(tx, id, ct);
            await catalog.OfProjectAsync(tx, projectId, ct);
        }, ct);
        return TypedResults.NoContent();
    }
}
