using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Clients;

/// <summary>PUT /api/v1/projects/{id}/client: the client a project is for; null means none.</summary>
internal static class SetProjectClient
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/projects/{id:guid}/client", HandleAsync).WithName(nameof(SetProjectClient)).RequireAuthorization(Policies.Write);

    internal sealed record ProjectClient(string? ClientId);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ProjectClient request, ClaimsPrincipal user, Db db, ClientStore clients, ProjectStore projects, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (!ProjectRules.MayManage(caller)) return ProjectRules.NotYours();
        var errors = new FieldErrors();
        var client = errors.Id("client_id", request.ClientId);
        if (client is { } known && (await clients.ReadAsync(caller.WorkspaceId, known, ct)).Count == 0) errors.Add("client_id", "unknown");
        if (errors.Any) return errors.Answer();
        var found = await db.InTransactionAsync(tx => projects.SetClientAsync(tx, caller.WorkspaceId, id, client, ct), ct);
        return found ? TypedResults.NoContent() : ProjectRules.Unknown();
    }
}
