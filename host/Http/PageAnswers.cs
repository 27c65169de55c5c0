using Daybook.Kernel.Access;

namespace Daybook.Host.Http;

/// <summary>
/// Lets pages of other origins read what endpoints marked <see cref="OpenToPages"/> answer, whatever it is: a refusal that a page may not
/// read looks like a broken network to it.
/// </summary>
internal static class PageAnswers
{
    /// <summary>Stands behind routing and before everything that may refuse.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        // On starting, for whoever answers an exception begins with empty headers.
        if (http.GetEndpoint()?.Metadata.GetMetadata<OpenToPages>() is not null) http.Response.OnStarting(Open, http.Response);
        return next(http);
    });

    private static Task Open(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Retry-After";
        return Task.CompletedTask;
    }
}
