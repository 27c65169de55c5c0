using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Shares;

/// <summary>POST /api/v1/shares.</summary>
internal static class CreateShare
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/shares", Handle).RequireAuthorization(Policies.Write).WithName(nameof(CreateShare)).WithTags("shares");

    private static async Task<Results<Created<ShareView>, ProblemHttpResult>> Handle(
        ShareBody body, ClaimsPrincipal principal, ShareStore store, SecretLinks links, HttpRequest request, TimeProvider time, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var share = body.Read(errors, Caller.Of(principal).UserId, time.GetUtcNow());
        if (errors.Any) return errors.Answer();
        if (!await store.AddAsync(share, ct)) return Problem.Conflict("too-many-shares", "A person can share two hundred things.");
        return TypedResults.Created("/api/v1/shares/" + share.Id, ShareView.Of(share, links, request));
    }
}
