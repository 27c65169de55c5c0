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

/// <summary>POST /api/v1/me/editor-keys: a key for editors, shown this once.</summary>
internal static class CreateEditorKey
{
    internal sealed record Request(string? Name);

    internal sealed record Answer(Guid Id, string Name, string Key, DateTimeOffset CreatedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/me/editor-keys", HandleAsync)
        .WithName(nameof(CreateEditorKey)).RequireAuthorization(Policies.Write);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, 255);
        if (errors.Any) return errors.Answer();
        var caller = Caller.Of(user);
        var key = await db.InTransactionAsync(async tx =>
        {
            var minted = await tokens.MintEditorKeyAsync(tx, caller.UserId, name, ct);
            await audit.WriteAsync(tx, new AuditEntry("editor-key-created", caller.UserId, caller.WorkspaceId, minted.Id.ToString()), ct);
            return minted;
        }, ct);
        return TypedResults.Created((string?)null, new Answer(key.Id, name, key.Key, key.CreatedAt));
    }
}
