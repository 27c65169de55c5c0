using System.Security.Claims;
using Dapper;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>GET /api/v1/rules: the caller's own rules and the workspace's, in the order in which they are asked.</summary>
internal static class ListRules
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/rules", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListRules)).WithTags("Rules");

    internal sealed record RuleList(IReadOnlyList<RuleView> Items, string? Next);

    private static async Task<Ok<RuleList>> Handle(
        ClaimsPrincipal principal, RuleStore store, SuspensionStore suspensions, CatalogQueries catalog, Db db, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var rules = await store.ForUserAsync(caller.UserId, [caller.WorkspaceId], ct);
        var names = await catalog.ForUserAsync(caller.UserId, ct);
        var conflicts = Conflicts.Of(rules);
        var hits = await HitsAsync(db, caller.UserId, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-30), ct);
        var suspended = await suspensions.OfAsync(caller.UserId, ct);
        var views = rules.OrderBy(rule => rule.Scope).ThenByDescending(rule => rule.Priority).ThenByDescending(rule => rule.Specificity)
            .ThenByDescending(rule => rule.UpdatedAt).ThenBy(rule => rule.Id)
            .Select(rule => RuleView.Of(rule, names, conflicts[rule.Id], hits.GetValueOrDefault(rule.Id)) with
            {
                Suspended = suspended.FirstOrDefault(one => one.Holds(rule.Id, rule.Version)) is { } one ? new SuspendedView(one.Hits, one.Corrections, one.SuspendedAt) : null,
            });
        return TypedResults.Ok(new RuleList([.. views], null));
    }

    private static async Task<Dictionary<Guid, int>> HitsAsync(Db db, int userId, DateOnly since, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(Guid Rule, int Hits)>(new CommandDefinition(Hits, new { userId, since }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Rule, row => row.Hits);
    }

    private const string Hits = """
        select rule_id, count(*)::int as hits from enrichment.block
        where user_id = @userId and day >= @since and rule_id is not null group by rule_id
        """;
}
