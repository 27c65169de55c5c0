using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Tokens;

/// <summary>DELETE /api/v1/me/api-tokens/{id}: the token stops working with the next request.</summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/v1/me/api-tokens/{id:guid}", HandleAsync).WithName(nameof(RevokeToken)).RequireAuthorization(Policies.Write);
        routes.MapDelete("/api/v1/developers/me/api-tokens/{id:guid}", HandleAsync)
            .WithName("RevokeTrackerToken").RequireAuthorization(Policies.Write);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var revoked = await db.InTransactionAsync(async tx =>
        {
            if (!await tokens.RevokeAsync(tx, caller.UserId, id, ct)) return false;
            await audit.WriteAsync(tx, new AuditEntry("token-revoked", caller.UserId, caller.WorkspaceId, id.ToString()), ct);
            return true;
        }, ct);
        return revoked ? TypedResults.NoContent() : Problem.NotFound("token-unknown", "There is no such token.");
    }
}
