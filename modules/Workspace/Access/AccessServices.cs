using Daybook.Kernel.Access;
using Daybook.Workspace.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Workspace.Access;

/// <summary>Registers sign-in and the policies.</summary>
internal static class AccessServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(AccessHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null);
        // The framework says two lines for every request without a credential.
        services.AddLogging(logging => logging.AddFilter(typeof(AccessHandler).FullName, LogLevel.Warning));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Read, policy => Scope(policy, "read"))
            .AddPolicy(Policies.Write, policy => Scope(policy, "write"))
            .AddPolicy(Policies.Ingest, policy => Scope(policy, "ingest"))
            .AddPolicy(Policies.EditorWrite, policy => Scope(policy, Scopes.Editor, "ingest"))
            .AddPolicy(Policies.EditorRead, policy => Scope(policy, Scopes.Editor, "read"))
            .AddPolicy(Policies.Admin, policy => Scope(policy, "admin").RequireClaim(Caller.RoleClaim, "owner", "admin"));
    }

    private static AuthorizationPolicyBuilder Scope(AuthorizationPolicyBuilder policy, params string[] scopes) =>
        policy.RequireAuthenticatedUser().RequireClaim(Caller.ScopeClaim, scopes);
}
