using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.Clients;

/// <summary>PATCH /api/v1/clients/{id}: changes what is named. An archived client keeps its projects and their time.</summary>
internal static class UpdateClient
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/clients/{id:guid}", HandleAsync).WithName(nameof(UpdateClient)).RequireAuthorization(Policies.Write);

    internal sealed record ClientChange(string? Name, bool? Archived);

    private static async Task<Results<Ok<ClientItem>, ProblemHttpResult>> HandleAsync(
        Guid id, ClientChange request, ClaimsPrincipal user, ClientStore clients, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (!ClientStore.MayManage(caller)) return ClientStore.NotYours();
        var errors = new FieldErrors();
        var name = request.Name is null ? null : errors.Text("name", request.Name, ClientStore.NameLength);
        if (errors.Any) return errors.Answer();
        try
        {
            if (!await clients.ChangeAsync(caller.WorkspaceId, id, name, request.Archived, ct)) return ClientStore.Unknown();
            return TypedResults.Ok((await clients.ReadAsync(caller.WorkspaceId, id, ct))[0]);
        }
        catch (PostgresException error) when (ClientStore.IsTaken(error))
        {
            return FieldErrors.Answer("name", "taken");
        }
    }
}
