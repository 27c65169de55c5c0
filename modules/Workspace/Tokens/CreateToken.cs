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

/// <summary>POST /api/v1/me/api-tokens, and the same under the tracker contract's path with that contract's defaults.</summary>
internal static class CreateToken
{
    private static readonly Terms Own = new([], 365, 3650);
    private static readonly Terms Tracker = new(["ingest", "read", "write"], 90, 365);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/me/api-tokens",
                (Request request, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct) =>
                    HandleAsync(request, Own, user, db, tokens, audit, ct))
            .WithName(nameof(CreateToken)).RequireAuthorization(Policies.Write);
        routes.MapPost("/api/v1/developers/me/api-tokens",
                (Request request, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct) =>
                    HandleAsync(request, Tracker, user, db, tokens, audit, ct))
            .WithName("CreateTrackerToken").RequireAuthorization(Policies.Write);
    }

    internal sealed record Request(string? Name, IReadOnlyList<string>? Scopes, int? ExpiresInDays);

    internal sealed record Answer(
        Guid Id, string Name, string Prefix, string Token, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

    private sealed record Terms(IReadOnlyList<string> DefaultScopes, int DefaultDays, int MostDays);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Terms terms, ClaimsPrincipal user, Db db, TokenStore tokens, AuditStore audit, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, 255);
        var scopes = (request.Scopes is { Count: > 0 } given ? given : terms.DefaultScopes).Distinct(StringComparer.Ordinal).ToArray();
        if (scopes.Length == 0) errors.Add("scopes", "required");
        if (scopes.Any(scope => !Scopes.All.Contains(scope))) errors.Add("scopes", "unknown");
        var days = request.ExpiresInDays ?? terms.DefaultDays;
        if (days < 1 || days > terms.MostDays) errors.Add("expires_in_days", "out-of-range");
        if (errors.Any) return errors.Answer();
        if (scopes.Any(scope => !user.HasClaim(Caller.ScopeClaim, scope)))
            return Problem.Forbidden("scope-exceeded", "A token cannot give more than it has itself.");

        var caller = Caller.Of(user);
        var order = new TokenOrder(caller.UserId, caller.WorkspaceId, null, name, scopes, TimeSpan.FromDays(days));
        var token = await db.InTransactionAsync(async tx =>
        {
            var minted = await tokens.MintAsync(tx, order, ct);
            await audit.WriteAsync(tx, new AuditEntry("token-created", caller.UserId, caller.WorkspaceId, minted.Id.ToString(), new { scopes, days }), ct);
            return minted;
        }, ct);
        return TypedResults.Created((string?)null, new Answer(token.Id, name, token.Prefix, token.Secret, scopes, token.CreatedAt, token.ExpiresAt));
    }
}
