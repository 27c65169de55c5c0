using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.Clients;

/// <summary>POST /api/v1/clients.</summary>
internal static class CreateClient
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/clients", HandleAsync).WithName(nameof(CreateClient)).RequireAuthorization(Policies.Write);

    internal sealed record NewClient(string? Name);

    private static async Task<Results<Created<ClientItem>, ProblemHttpResult>> HandleAsync(
        NewClient request, ClaimsPrincipal user, ClientStore clients, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (!ClientStore.MayManage(caller)) return ClientStore.NotYours();
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, ClientStore.NameLength);
        if (errors.Any) return errors.Answer();
        try
        {
            var id = await clients.AddAsync(caller.WorkspaceId, name, ct);
            return TypedResults.Created((string?)null, (await clients.ReadAsync(caller.WorkspaceId, id, ct))[0]);
        }
        catch (PostgresException error) when (ClientStore.IsTaken(error))
        {
            return FieldErrors.Answer("name", "taken");
        }
    }
}
