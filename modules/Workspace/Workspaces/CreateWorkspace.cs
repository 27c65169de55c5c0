using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Members;
using Daybook.Workspace.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Workspaces;

/// <summary>POST /api/v1/workspaces: a further workspace, owned by the one who makes it. PATCH me moves there.</summary>
internal static class CreateWorkspace
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/workspaces", HandleAsync).WithName(nameof(CreateWorkspace)).RequireAuthorization(Policies.Admin);

    internal sealed record Request(string? Name);

    private static async Task<Results<Created<MyWorkspace>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, Db db, WorkspaceStore workspaces, MemberStore members, AuditStore audit, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, WorkspaceStore.NameLength);
        if (errors.Any) return errors.Answer();
        var caller = Caller.Of(user);
        var id = await db.InTransactionAsync(async tx =>
        {
            var made = await workspaces.AddAsync(tx, name, ct);
            await members.AddAsync(tx, made, caller.UserId, "owner", ct);
            await audit.WriteAsync(tx, new AuditEntry("workspace-created", caller.UserId, made), ct);
            return made;
        }, ct);
        return TypedResults.Created((string?)null, new MyWorkspace { Id = id, Name = name, Role = "owner" });
    }
}
