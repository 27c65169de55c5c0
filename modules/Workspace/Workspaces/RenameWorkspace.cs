using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Workspaces;

/// <summary>PATCH /api/v1/workspaces/{id}: another name for the workspace one is in.</summary>
internal static class RenameWorkspace
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/workspaces/{id:guid}", HandleAsync).WithName(nameof(RenameWorkspace)).RequireAuthorization(Policies.Admin);

    internal sealed record Request(string? Name);

    private static async Task<Results<Ok<MyWorkspace>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, WorkspaceStore workspaces, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (id != caller.WorkspaceId) return Problem.NotFound("workspace-unknown", "There is no such workspace.");
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, WorkspaceStore.NameLength);
        if (errors.Any) return errors.Answer();
        await db.InTransactionAsync(tx => workspaces.RenameAsync(tx, id, name, ct), ct);
        return TypedResults.Ok(new MyWorkspace { Id = id, Name = name, Role = caller.Role });
    }
}
