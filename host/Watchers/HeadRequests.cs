namespace Daybook.Host.Watchers;

/// <summary>
/// ActivityWatch answers HEAD wherever it answers GET, and programs look with it whether the server is there. The same work is done; the server
/// itself keeps the body back, because it remembers what was asked.
/// </summary>
internal static class HeadRequests
{
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method) && http.Request.Path.StartsWithSegments("/api/0", StringComparison.OrdinalIgnoreCase)) http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
