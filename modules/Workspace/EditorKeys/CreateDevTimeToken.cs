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

/// <summary>POST /api/auth/token, as the DevTime contract has it: a personal token that may send heartbeats and read.</summary>
internal static class CreateDevTimeToken
{
    private static readonly string[] Scopes = ["ingest", "read"];

    internal sealed record Request(string? Name);

    internal sealed record Answer(string Token, Guid Id, DateTimeOffset ExpiresAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/auth/token", HandleAsync)
        .WithName(nameof(CreateDevTimeToken)).WithTags("devtime").RequireAuthorization(Policies.Write);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request? request, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var name = errors.OptionalText("name", request?.Name, 255) ?? "DevTime";
        if (errors.Any) return errors.Answer();
        var caller = Caller.Of(user);
        var order = new TokenOrder(caller.UserId, caller.WorkspaceId, null, name, Scopes, TokenStore.UsualLife);
        var token = await db.InTransactionAsync(async tx =>
        {
            var minted = await tokens.MintAsync(tx, order, ct);
            await audit.WriteAsync(tx, new AuditEntry("token-created", caller.UserId, caller.WorkspaceId, minted.Id.ToString(), new { scopes = Scopes }), ct);
            return minted;
        }, ct);
        return TypedResults.Created((string?)null, new Answer(token.Secret, token.Id, token.ExpiresAt));
    }
}
