using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>DELETE /api/v1/billing/rates/{id}.</summary>
internal static class DeleteRate
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/billing/rates/{id:guid}", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(DeleteRate)).WithTags("Billing");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(Guid id, ClaimsPrincipal principal, RateStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        return await store.RemoveAsync(caller.WorkspaceId, id, ct) ? TypedResults.NoContent() : Problem.NotFound("rate-unknown", "There is no such rate.");
    }
}
