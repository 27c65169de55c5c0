using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Privacy;

/// <summary>GET me/capture-privacy: what of the person's heartbeats is not stored, or not as it was sent.</summary>
internal static class GetCapturePrivacy
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/me/capture-privacy", HandleAsync)
        .WithName("GetCapturePrivacy").WithTags("me").RequireAuthorization(Policies.Read);

    private static async Task<Ok<PrivacySettings>> HandleAsync(ClaimsPrincipal user, PrivacyStore privacy, CancellationToken ct) =>
        TypedResults.Ok(await privacy.SettingsAsync(Caller.Of(user).UserId, ct));
}
