using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Shares;

/// <summary>POST /api/v1/shares/{id}/renew: another link; the old one opens nothing any more.</summary>
internal static class RenewShare
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/shares/{id:guid}/renew", Handle).RequireAuthorization(Policies.Write).WithName(nameof(RenewShare)).WithTags("shares");

    private static async Task<Results<Ok<ShareView>, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, ShareStore store, SecretLinks links, HttpRequest request, CancellationToken ct) =>
        await store.RenewAsync(Caller.Of(principal).UserId, id, SecretLinks.NewSalt(), ct) is { } share
            ? TypedResults.Ok(ShareView.Of(share, links, request))
            : Problem.NotFound("share-unknown", "There is no such share.");
}
