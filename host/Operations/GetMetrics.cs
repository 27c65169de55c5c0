using System.Net;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Authorization;

namespace Daybook.Host.Operations;

/// <summary>
/// GET /metrics: Prometheus text format; counts and times only, never a person's content. Open to programs on this machine; a scraper
/// elsewhere, or behind a proxy, sends a token with scope admin.
/// </summary>
internal static class GetMetrics
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Handle).WithName(nameof(GetMetrics)).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpContext http, Metrics metrics, IAuthorizationService authorization)
    {
        if (!IsLocal(http) && !(await authorization.AuthorizeAsync(http.User, Policies.Admin)).Succeeded)
            return Problem.Of(StatusCodes.Status401Unauthorized, "sign-in-needed", "Send a token with scope admin.");
        return TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
