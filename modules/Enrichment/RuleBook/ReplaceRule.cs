using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>PUT /api/v1/rules/{id}: a new version of the whole rule. The scope stays.</summary>
internal static class ReplaceRule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/rules/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ReplaceRule)).WithTags("Rules");

    private static async Task<Results<Ok<RuleView>, ProblemHttpResult>> Handle(
        Guid id, RuleBody body, ClaimsPrincipal principal, RuleDesk desk, CatalogQueries catalog, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var check = new RuleCheck(catalog);
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var reach = await desk.ReachAsync(caller, body.Apply, body.ApplyDays, faults, ct);
        check.Add(faults);
        if (await check.ReadAsync(caller.UserId, body, ct) is not { } read || reach is null) return check.Answer();
        var outcome = await desk.ChangeAsync(caller, id, old => old with
        {
            Name = read.Name, Enabled = body.Enabled ?? old.Enabled, Priority = body.Priority ?? old.Priority, All = read.All, Not = read.Not, Then = read.Then,
        }, reach, ct);
        return outcome.Refusal is { } refusal ? refusal : TypedResults.Ok(await desk.ViewAsync(caller, outcome, ct));
    }
}
