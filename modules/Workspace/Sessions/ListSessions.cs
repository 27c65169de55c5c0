using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Sessions;

/// <summary>GET /api/v1/me/sessions: where the person is signed in.</summary>
internal static class ListSessions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/sessions", HandleAsync).WithName(nameof(ListSessions)).RequireAuthorization(Policies.Read);

    internal sealed record Item
    {
        public Guid Id { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset LastSeenAt { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public string? UserAgent { get; init; }
        public string? Address { get; init; }
        public bool Current { get; init; }
    }

    internal sealed record Answer(IReadOnlyList<Item> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, TimeProvider time, CancellationToken ct)
    {
        var current = SessionCookie.IdOf(user) ?? Guid.Empty;
        await using var connection = await db.OpenAsync(ct);
        var items = await connection.QueryAsync<Item>(new CommandDefinition(
            SelectSessions, new { Caller.Of(user).UserId, current, Now = time.GetUtcNow() }, cancellationToken: ct));
        return TypedResults.Ok(new Answer([.. items], null));
    }

    private const string SelectSessions = """
        select id, created_at, last_seen_at, expires_at, user_agent, address, id = @current as current
        from workspace.session
        where user_id = @UserId and expires_at > @Now
        order by last_seen_at desc, id
        limit 200
        """;
}
