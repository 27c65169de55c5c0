using System.Net;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;

namespace Daybook.Host.Watchers;

/// <summary>
/// The loopback listener for ActivityWatch's watchers, and what extensions of browsers may do on both listeners. Watchers send no credentials, so
/// everything on that port is for this machine's programs alone: other names than localhost, pages of other origins and all other endpoints are
/// turned away. A page can post a form across origins without asking first, so the origin is looked at whatever the method.
/// </summary>
internal static class WatcherDoor
{
    private const string Extension = "chrome-extension://nglaklhklhcoonedhgnpgddginnjdadi";
    private static readonly HashSet<string> Names = new(["localhost", "127.0.0.1", "[::1]"], StringComparer.OrdinalIgnoreCase);

    public static bool IsWatchers(HttpRequest request) => request.Path.StartsWithSegments("/api/0", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stands behind routing and before authentication.</summary>
    public static void Use(WebApplication app)
    {
        var listener = app.Services.GetRequiredService<WatcherListener>();
        app.Use((http, next) =>
        {
            if (Refused(http, listener) is { } refused) return refused.ExecuteAsync(http);
            return IsWatchers(http.Request) && Answer(http) ? Task.CompletedTask : next(http);
        });
    }

    /// <summary>Stands behind authentication: who came by the listener without a credential is the chosen person.</summary>
    public static void UsePerson(WebApplication app)
    {
        var listener = app.Services.GetRequiredService<WatcherListener>();
        if (listener.Port is null) return;
        app.Use(async (http, next) =>
        {
            // What is for everybody asks nobody, so that it is answered without the database, too.
            if (IsListener(http, listener) && http.User.Identity?.IsAuthenticated != true && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
                && await http.RequestServices.GetRequiredService<WatcherPerson>().FindAsync(http.RequestAborted) is { } person) http.User = person;
            await next(http);
        });
    }

    private static bool IsListener(HttpContext http, WatcherListener listener) => listener.Port is { } port && http.Connection.LocalPort == port;

    private static IResult? Refused(HttpContext http, WatcherListener listener)
    {
        if (!IsListener(http, listener)) return null;
        if (http.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote)) return TypedResults.NotFound();
        if (!Names.Contains(http.Request.Host.Host))
            return Problem.Of(StatusCodes.Status421MisdirectedRequest, "host-not-allowed", "Watchers reach Daybook as localhost.");
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsExtension(origin) && !IsOwn(http, origin))
            return Problem.Forbidden("origin-not-allowed", "Pages of other origins are not served here.");

        // The session of a signed-in browser is sent to every port of a host; here it means nothing.
        http.Request.Headers.Cookie = default;
        var endpoint = http.GetEndpoint();
        var asking = IsWatchers(http.Request) && (HttpMethods.IsOptions(http.Request.Method) || endpoint is not (null or RouteEndpoint));
        return asking || endpoint?.Metadata.GetMetadata<AcceptsWatchers>() is not null ? null : Problem.NotFound("not-found", "Only watchers are served here.");
    }

    /// <summary>Lets the extensions of browsers read what they ask for; true when it was only the question whether they may.</summary>
    private static bool Answer(HttpContext http)
    {
        if (http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin || !IsExtension(origin)) return false;
        if (!HttpMethods.IsOptions(http.Request.Method))
        {
            // On starting, for whoever answers an exception begins with empty headers.
            http.Response.OnStarting(() =>
            {
                Allow(http.Response.Headers, origin);
                return Task.CompletedTask;
            });
            return false;
        }

        var headers = http.Response.Headers;
        Allow(headers, origin);
        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
        headers.AccessControlAllowHeaders = "authorization, content-type";
        headers["Access-Control-Allow-Private-Network"] = "true";
        headers.AccessControlMaxAge = "600";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private static void Allow(IHeaderDictionary headers, string origin)
    {
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = "Retry-After";
        headers.Vary = "Origin";
    }

    private static bool IsExtension(string origin) =>
        string.Equals(origin, Extension, StringComparison.Ordinal) || origin.StartsWith("moz-extension://", StringComparison.Ordinal);

    private static bool IsOwn(HttpContext http, string origin) =>
        string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase);
}
