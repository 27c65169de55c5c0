using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Workspace.Access;

/// <summary>Registers sign-in and the four policies. What names no policy is denied.</summary>
internal static class AccessServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(AccessHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Read, policy => Scope(policy, "read"))
            .AddPolicy(Policies.Write, policy => Scope(policy, "write"))
            .AddPolicy(Policies.Ingest, policy => Scope(policy, "ingest"))
            .AddPolicy(Policies.Admin, policy => Scope(policy, "admin").RequireClaim(Caller.RoleClaim, "owner", "admin"))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }

    private static AuthorizationPolicyBuilder Scope(AuthorizationPolicyBuilder policy, string scope) =>
        policy.RequireAuthenticatedUser().RequireClaim(Caller.ScopeClaim, scope);
}
