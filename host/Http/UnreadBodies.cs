namespace Daybook.Host.Http;

/// <summary>
/// What is refused was perhaps not read to its end. Of a short body the rest is passed over; a long one ends its connection, and the answer says so: a
/// client that kept it would lose the next request.
/// </summary>
internal static class UnreadBodies
{
    private const int Short = 64 * 1024;

    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        var isLong = http.Request.ContentLength > Short || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count > 0);
        if (isLong) http.Response.OnStarting(Announce, http);
        return next(http);
    });

    private static Task Announce(object context)
    {
        var response = ((HttpContext)context).Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest) response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
