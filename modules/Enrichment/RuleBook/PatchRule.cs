using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>PATCH /api/v1/rules/{id}: switch on or off, or change the priority.</summary>
internal static class PatchRule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/rules/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(PatchRule)).WithTags("Rules");

    internal sealed record RulePatch(bool? Enabled, int? Priority);

    private static async Task<Results<Ok<RuleView>, ProblemHttpResult>> Handle(
        Guid id, RulePatch body, ClaimsPrincipal principal, RuleDesk desk, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (body.Priority is < -1000 or > 1000) return Problem.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["priority"] = ["out-of-range"] });
        var (rule, refusal) = await desk.ChangeAsync(
            caller, id, old => old with { Enabled = body.Enabled ?? old.Enabled, Priority = body.Priority ?? old.Priority }, ct);
        return refusal is not null ? refusal : TypedResults.Ok(await desk.ViewAsync(caller, rule!, ct));
    }
}
