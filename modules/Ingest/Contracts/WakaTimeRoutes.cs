using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.Contracts;

/// <summary>
/// Maps endpoints of the WakaTime contract: under every prefix that clients of one server or another know, open to pages of any origin, for
/// editor keys wherever editors put them, and for the caller's own data only.
/// </summary>
public static class WakaTimeRoutes
{
    /// <summary>The first is the one that is documented; the others are what its users may have configured elsewhere.</summary>
    public static readonly IReadOnlyList<string> Prefixes = ["/api/v1", "/api", "/api/compat/wakatime/v1", "/api/hackatime/v1"];

    /// <summary>
    /// Maps <paramref name="path"/>, for example "users/{user}/statusbar/today", under every prefix. {user} is "current", or the caller's own
    /// name, e-mail or id; anybody else's is answered 404. A null <paramref name="policy"/> lets everybody in: such a path must stand on the
    /// list of what is anonymous. <paramref name="name"/> names the operation in the document.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes, string method, string path, Delegate handler, string? policy, string? name = null)
    {
        foreach (var prefix in Prefixes) MapUnder(routes, prefix, method, path, handler, policy, prefix == Prefixes[0] ? name : null);

        // Who configured the bare host. What is nobody's own stays the pages' there.
        if (path.StartsWith("users/", StringComparison.Ordinal)) MapUnder(routes, "", method, path, handler, policy);
    }

    /// <summary>As <see cref="Map"/>, under one prefix alone; without a name it stays out of the document.</summary>
    public static void MapUnder(
        IEndpointRouteBuilder routes, string prefix, string method, string path, Delegate handler, string? policy, string? name = null)
    {
        var endpoint = routes.MapMethods($"{prefix}/{path}", [method], handler).WithTags("wakatime").WithMetadata(new OpenToPages());
        if (name is null) endpoint.ExcludeFromDescription();
        else endpoint.WithName(name);
        if (path.Contains("{user}", StringComparison.Ordinal)) endpoint.AddEndpointFilter(OnlyOwnAsync);
        if (policy is null) endpoint.AllowAnonymous();
        else endpoint.WithMetadata(new AcceptsEditorKey()).RequireAuthorization(policy);
    }

    private static async ValueTask<object?> OnlyOwnAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        await IsCallerAsync(call.HttpContext)
            ? await next(call)
            : TypedResults.Json(new { error = "You can only ask for yourself: use \"current\"." }, statusCode: StatusCodes.Status404NotFound);

    private static async Task<bool> IsCallerAsync(HttpContext http)
    {
        var user = http.Request.RouteValues["user"] as string ?? "";
        if (string.Equals(user, "current", StringComparison.OrdinalIgnoreCase)) return true;
        if (http.User.FindFirstValue(Caller.UserClaim) is null) return false;
        var person = await http.RequestServices.GetRequiredService<UserQueries>().FindAsync(Caller.Of(http.User).UserId, http.RequestAborted);
        return person is not null
            && (string.Equals(user, person.PublicId.ToString(), StringComparison.OrdinalIgnoreCase)
                || string.Equals(user, person.Email, StringComparison.OrdinalIgnoreCase)
                || string.Equals(user, person.Name, StringComparison.OrdinalIgnoreCase));
    }
}
