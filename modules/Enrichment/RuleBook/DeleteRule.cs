using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RuleBook;

/// <summary>DELETE /api/v1/rules/{id}. What was derived with it keeps its name in the versions until it is derived again.</summary>
internal static class DeleteRule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/rules/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(DeleteRule)).WithTags("Rules");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, ClaimsPrincipal principal, RuleDesk desk, CancellationToken ct)
    {
        var outcome = await desk.ChangeAsync(Caller.Of(principal), id, _ => null, RuleReach.Default, ct);
        return outcome.Refusal is { } refusal ? refusal : TypedResults.NoContent();
    }
}
