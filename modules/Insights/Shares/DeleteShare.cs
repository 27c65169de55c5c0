using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Shares;

/// <summary>DELETE /api/v1/shares/{id}: its link opens nothing from the next request on.</summary>
internal static class DeleteShare
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/shares/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(DeleteShare)).WithTags("shares");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, ClaimsPrincipal principal, ShareStore store, CancellationToken ct) =>
        await store.DeleteAsync(Caller.Of(principal).UserId, id, ct) ? TypedResults.NoContent() : Problem.NotFound("share-unknown", "There is no such share.");
}
