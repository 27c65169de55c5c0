using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.EditorKeys;

/// <summary>GET /api/v1/me/editor-keys: the person's keys, never the keys themselves.</summary>
internal static class ListEditorKeys
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/me/editor-keys", HandleAsync)
        .WithName(nameof(ListEditorKeys)).RequireAuthorization(Policies.Read);

    internal sealed record Item
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Prefix { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? LastUsedAt { get; init; }
    }

    internal sealed record Answer(IReadOnlyList<Item> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var items = await connection.QueryAsync<Item>(new CommandDefinition(SelectKeys, new { Caller.Of(user).UserId }, cancellationToken: ct));
        return TypedResults.Ok(new Answer([.. items], null));
    }

    private const string SelectKeys = """
        select id, name, prefix, created_at, last_used_at
        from workspace.token
        where user_id = @UserId and kind = 'editor' and revoked_at is null
        order by created_at desc, id
        limit 500
        """;
}
