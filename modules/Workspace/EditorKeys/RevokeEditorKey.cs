using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.EditorKeys;

/// <summary>DELETE /api/v1/me/editor-keys/{id}: the key stops working with the next request.</summary>
internal static class RevokeEditorKey
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/me/editor-keys/{id:guid}", HandleAsync)
        .WithName(nameof(RevokeEditorKey)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var revoked = await db.InTransactionAsync(async tx =>
        {
            if (!await tokens.RevokeEditorKeyAsync(tx, caller.UserId, id, ct)) return false;
            await audit.WriteAsync(tx, new AuditEntry("editor-key-revoked", caller.UserId, caller.WorkspaceId, id.ToString()), ct);
            return true;
        }, ct);
        return revoked ? TypedResults.NoContent() : Problem.NotFound("editor-key-unknown", "There is no such key.");
    }
}
