using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Shares;

/// <summary>GET /api/v1/shares: what the caller shares, the newest first.</summary>
internal static class ListShares
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/shares", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListShares)).WithTags("shares");

    internal sealed record Answer(IReadOnlyList<ShareView> Items, string? Next);

    private static async Task<Ok<Answer>> Handle(ClaimsPrincipal principal, ShareStore store, SecretLinks links, HttpRequest request, CancellationToken ct)
    {
        var shares = await store.ListAsync(Caller.Of(principal).UserId, ct);
        return TypedResults.Ok(new Answer([.. shares.Select(share => ShareView.Of(share, links, request))], null));
    }
}
