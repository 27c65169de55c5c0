using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Targets;

/// <summary>GET /api/v1/targets: what is set in the caller's workspace, as far as it concerns the caller.</summary>
internal static class ListTargets
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/targets", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListTargets)).WithTags("Timesheet");

    private static async Task<Results<Ok<TargetPage>, ProblemHttpResult>> Handle(
        ClaimsPrincipal principal, MemberQueries members, TargetViews views, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { } member) return TargetViews.NotYours();
        return TypedResults.Ok(new TargetPage(await views.ListAsync(member, caller.WorkspaceId, ct), null));
    }

    internal sealed record TargetPage(IReadOnlyList<TargetView> Items, string? Next);
}
