using System.Net;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Authorization;

namespace Daybook.Host.Operations;

/// <summary>
/// GET /metrics: Prometheus text format; counts and times only, never a person's content. Open to programs on this machine; a scraper
/// elsewhere, or behind a proxy, sends an administrator's token with scope admin.
/// </summary>
internal static class GetMetrics
{
    public const string Policy = "metrics";

    public static void AddPolicy(AuthorizationOptions options) =>
        options.AddPolicy(Policy, policy => policy.RequireAssertion(asked => asked.Resource is HttpContext http && (IsLocal(http) || IsAdmin(http))));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (Metrics metrics) => TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"))
            .WithName(nameof(GetMetrics)).RequireAuthorization(Policy).ExcludeFromDescription();

    private static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    private static bool IsAdmin(HttpContext http) =>
        http.User.HasClaim(Caller.ScopeClaim, "admin") && http.User.FindFirst(Caller.RoleClaim)?.Value is "owner" or "admin";
}
