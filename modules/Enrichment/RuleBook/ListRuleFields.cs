using System.Security.Claims;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>GET /api/v1/rules/fields: what a rule may ask, for forms.</summary>
internal static class ListRuleFields
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/rules/fields", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListRuleFields)).WithTags("Rules");

    internal sealed record RuleWords(IReadOnlyList<RuleField> Fields, IReadOnlyList<RuleOp> Ops);

    private static Ok<RuleWords> Handle() => TypedResults.Ok(new RuleWords(Enum.GetValues<RuleField>(), Enum.GetValues<RuleOp>()));
}
