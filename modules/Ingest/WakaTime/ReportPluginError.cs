using Daybook.Ingest.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Daybook.Ingest.WakaTime;

/// <summary>
/// POST plugins/errors: a client says that it crashed. It is always thanked, for it would only try again; what it sent is not kept, for nobody
/// knows what of a person's code is in it.
/// </summary>
internal static partial class ReportPluginError
{
    private const int Most = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "POST", "plugins/errors", HandleAsync, policy: null, "ReportPluginError");

    private static async Task<IResult> HandleAsync(HttpContext http, ILoggerFactory loggers)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var bytes = await CountAsync(http.Request.Body, http.RequestAborted);
        Reported(loggers.CreateLogger(typeof(ReportPluginError).FullName!), bytes);
        return TypedResults.Json(new { data = (string?)null }, statusCode: StatusCodes.Status201Created);
    }

    // Read away, so that the connection stays in order; beyond the limit the client may as well stop.
    private static async Task<int> CountAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[8 * 1024];
        var count = 0;
        while (count <= Most && await body.ReadAsync(buffer, ct) is var read and > 0) count += read;
        return count;
    }

    [LoggerMessage(1010, LogLevel.Information, "An editor plugin reported an error ({Bytes} bytes, not kept).")]
    private static partial void Reported(ILogger logger, int bytes);
}
