using Daybook.Host.Operations;
using Microsoft.AspNetCore.Authorization;

namespace Daybook.Host.Http;

/// <summary>Deny by default: an endpoint that names neither a policy nor anonymity answers nobody. Workspace brings schemes and policies.</summary>
internal static class AccessRules
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication();
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
            GetMetrics.AddPolicy(options);
        });
    }

    /// <summary>
    /// Stands behind routing. What has no endpoint is a page of the UI or nothing, and an endpoint that only says "not this method" or
    /// "not this kind of content" may say so: the fallback policy would ask everybody to sign in for it.
    /// </summary>
    public static void Use(WebApplication app) => app.Use((http, next) => http.GetEndpoint() switch
    {
        RouteEndpoint => next(http),
        { RequestDelegate: { } answer } => answer(http),
        _ => Site.Serve(http).ExecuteAsync(http),
    });
}
