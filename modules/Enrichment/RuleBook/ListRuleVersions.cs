using System.Security.Claims;
using Dapper;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>GET /api/v1/rules/{id}/versions: what the rule said before, newest first.</summary>
internal static class ListRuleVersions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/rules/{id:guid}/versions", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListRuleVersions)).WithTags("Rules");

    /// <param name="Since">The first day the version holds for; null: all days.</param>
    internal sealed record RuleVersion(
        int Version, string Name, bool Enabled, int Priority, RuleWhenView When, RuleThenView Then, DateOnly? Since, DateTimeOffset CreatedAt);

    internal sealed record RuleVersionList(IReadOnlyList<RuleVersion> Items);

    private static async Task<Results<Ok<RuleVersionList>, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, RuleDesk desk, CatalogQueries catalog, Db db, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await desk.FindAsync(caller, id, ct) is null) return RuleDesk.Unknown();
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<RuleRow>(new CommandDefinition(Versions, new { id }, cancellationToken: ct));
        var names = await catalog.ForUserAsync(caller.UserId, ct);
        return TypedResults.Ok(new RuleVersionList([.. rows.Select(row => Of(row, RuleView.Of(row.ToRule(), names, [], 0)))]));
    }

    private static RuleVersion Of(RuleRow row, RuleView view) =>
        new(view.Version, view.Name, view.Enabled, view.Priority, view.When, view.Then, row.Since, view.UpdatedAt);

    private const string Versions = """
        select rule_id as id, version, name, enabled, priority, definition::text as definition, since, created_at as updated_at
        from enrichment.rule_version where rule_id = @id order by version desc
        """;
}
