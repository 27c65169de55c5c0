using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Daybook.Host.Http;

/// <summary>Every failure as ProblemDetails with a stable slug and a trace id; never an exception's text.</summary>
internal sealed partial class ProblemAnswers(IProblemDetailsService problems, ILogger<ProblemAnswers> logger) : IExceptionHandler
{
    public static void Add(IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context.HttpContext, context.ProblemDetails));
        services.AddExceptionHandler<ProblemAnswers>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var (status, slug, title) = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (413, "too-large", "The request is too large."),
            BadHttpRequestException { InnerException: JsonException } => (400, "malformed-json", "The body is not the JSON this endpoint takes."),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (415, "unsupported-media-type", "This kind of content is not taken here."),
            BadHttpRequestException bad => (bad.StatusCode, "malformed-request", "The request cannot be read."),
            // The framework asks for the encoding that a request names before it reads a body.
            InvalidOperationException { Source: "Microsoft.AspNetCore.Http.Extensions", InnerException: ArgumentException } =>
                (415, "unsupported-media-type", "This encoding of characters is not known here."),
            JsonException => (400, "malformed-json", "The body is not valid JSON."),
            TooBusyException => (503, "too-busy", "Too much is waiting to be stored; nothing of this was. Try again in a moment."),
            NpgsqlException { IsTransient: true } => (503, "database-away", "The database cannot be reached at the moment."),
            _ => (500, "internal", "Something went wrong on our side."),
        };
        if (status >= 500 && exception is not TooBusyException) Failed(logger, http.Request.Method, http.GetEndpoint()?.DisplayName ?? "-", exception);
        if (status == 503)
            http.Response.Headers.RetryAfter = exception is TooBusyException busy ? ((int)busy.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "2";
        http.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = new ProblemDetails { Status = status, Type = "/problems/" + slug, Title = title },
        });
    }

    private static void Complete(HttpContext http, ProblemDetails problem)
    {
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        if (problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) == true) return;
        var (slug, title) = problem.Status switch
        {
            401 => ("sign-in-needed", "Sign in first."),
            403 => ("forbidden", "You may not do this."),
            404 => ("not-found", "There is nothing here."),
            405 => ("method-not-allowed", "This method is not taken here."),
            413 => ("too-large", "The request is too large."),
            415 => ("unsupported-media-type", "This kind of content is not taken here."),
            429 => ("too-many-requests", "Too many requests; wait a little."),
            >= 500 => ("internal", "Something went wrong on our side."),
            _ => ("malformed-request", "The request cannot be read."),
        };
        (problem.Type, problem.Title) = ("/problems/" + slug, title);
    }

    [LoggerMessage(9001, LogLevel.Error, "{Method} {Endpoint} failed.")]
    private static partial void Failed(ILogger logger, string method, string endpoint, Exception exception);
}
