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

    internal sealed record RulePatch(bool? Enabled, int? Priority, string? Apply = null, int? ApplyDays = null);

    private static async Task<Results<Ok<RuleView>, ProblemHttpResult>> Handle(
        Guid id, RulePatch body, ClaimsPrincipal principal, RuleDesk desk, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (body.Priority is < -1000 or > 1000) faults["priority"] = ["out-of-range"];
        if (await desk.ReachAsync(caller, body.Apply, body.ApplyDays, faults, ct) is not { } reach) return Problem.Invalid(faults);
        var outcome = await desk.ChangeAsync(
            caller, id, old => old with { Enabled = body.Enabled ?? old.Enabled, Priority = body.Priority ?? old.Priority }, reach, ct);
        return outcome.Refusal is { } refusal ? refusal : TypedResults.Ok(await desk.ViewAsync(caller, outcome, ct));
    }
}
