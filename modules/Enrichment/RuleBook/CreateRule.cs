using System.Security.Claims;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>POST /api/v1/rules.</summary>
internal static class CreateRule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rules", Handle).RequireAuthorization(Policies.Write).WithName(nameof(CreateRule)).WithTags("Rules");

    private static async Task<Results<Created<RuleView>, ProblemHttpResult>> Handle(
        RuleBody body, ClaimsPrincipal principal, RuleDesk desk, CatalogQueries catalog, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var check = new RuleCheck(catalog);
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var reach = await desk.ReachAsync(caller, body.Apply, body.ApplyDays, faults, ct);
        check.Add(faults);
        if (await check.ReadAsync(caller.UserId, body, ct) is not { } read || reach is null) return check.Answer();
        var rule = new LabelRule(
            Guid.CreateVersion7(), 1, read.Name, read.Scope, body.Enabled ?? true, body.Priority ?? 0, clock.GetUtcNow(), read.All, read.Not, read.Then);
        var outcome = await desk.AddAsync(caller, RuleDesk.OwnerFor(caller, read.Scope), [rule], reach, ct);
        return outcome.Refusal is { } refusal ? refusal : TypedResults.Created($"/api/v1/rules/{rule.Id}", await desk.ViewAsync(caller, outcome, ct));
    }
}
