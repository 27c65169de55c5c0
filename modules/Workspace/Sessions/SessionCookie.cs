using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Http;

namespace Daybook.Workspace.Sessions;

/// <summary>The two cookies of a browser: the session itself, and the word a page echoes to prove that it is ours.</summary>
internal static class SessionCookie
{
    public const string SessionClaim = "daybook:session";
    private const string XsrfCookie = "XSRF-TOKEN";
    private const string XsrfHeader = "X-XSRF-TOKEN";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    /// <summary>The session that this request came with; null for tokens.</summary>
    public static Guid? IdOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionClaim) is { } id ? Guid.Parse(id) : null;

    public static void Write(HttpContext http, Pepper pepper, string secret)
    {
        http.Response.Cookies.Append(Name(http.Request), secret, Options(http.Request, httpOnly: true));
        WriteXsrf(http, pepper, secret);
    }

    public static void Clear(HttpContext http)
    {
        http.Response.Cookies.Delete(Name(http.Request), Options(http.Request, httpOnly: true));
        http.Response.Cookies.Delete(XsrfCookie, Options(http.Request, httpOnly: false));
    }

    /// <summary>Gives the page its word again when the browser has lost it or still holds an older session's.</summary>
    public static void RenewXsrf(HttpContext http, Pepper pepper, string secret)
    {
        if (!Same(http.Request.Cookies[XsrfCookie], XsrfOf(pepper, secret))) WriteXsrf(http, pepper, secret);
    }

    /// <summary>A write with the cookie counts only when our own page sent it: own Origin, and the session's word in cookie and header.</summary>
    public static bool IsOurPage(HttpRequest request, Pepper pepper, string secret)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        var word = XsrfOf(pepper, secret);
        return HasOwnOrigin(request) && Same(request.Headers[XsrfHeader], word) && Same(request.Cookies[XsrfCookie], word);
    }

    /// <summary>
    /// Not every client sends an Origin; one that does must name this host. Behind a proxy that ends TLS we see http where the
    /// page saw https, so https for the same host is right too.
    /// </summary>
    public static bool HasOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        return string.Equals(origin, request.Scheme + "://" + request.Host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, "https://" + request.Host, StringComparison.OrdinalIgnoreCase);
    }

    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-daybook" : "daybook";

    private static void WriteXsrf(HttpContext http, Pepper pepper, string secret) =>
        http.Response.Cookies.Append(XsrfCookie, XsrfOf(pepper, secret), Options(http.Request, httpOnly: false));

    private static string XsrfOf(Pepper pepper, string secret) => Base64Url.EncodeToString(pepper.Hash("xsrf", secret));

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static CookieOptions Options(HttpRequest request, bool httpOnly) => new()
    {
        HttpOnly = httpOnly,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = SessionStore.Longest,
        IsEssential = true,
    };
}
