using Microsoft.AspNetCore.Authorization;

namespace Daybook.Host.Http;

/// <summary>Deny by default: an endpoint that names neither a policy nor anonymity answers nobody. Workspace brings schemes and policies.</summary>
internal static class AccessRules
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication();
        services.AddAuthorization(options => options.FallbackPolicy =
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
    }
}
