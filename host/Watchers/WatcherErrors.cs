using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace Daybook.Host.Watchers;

/// <summary>What goes wrong under /api/0 before an endpoint is reached, or beyond it, in ActivityWatch's shape: {"message": …}.</summary>
internal sealed class WatcherErrors : IProblemDetailsWriter
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Before the framework's own writer: the first that can write does.</summary>
    public static void Add(IServiceCollection services) => services.AddSingleton<IProblemDetailsWriter, WatcherErrors>();

    public bool CanWrite(ProblemDetailsContext context) => WatcherDoor.IsWatchers(context.HttpContext.Request);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var own = problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) == true ? problem.Title : null;
        var answer = new Dictionary<string, string>(StringComparer.Ordinal) { ["message"] = own ?? Words(context.HttpContext.Response.StatusCode) };
        context.HttpContext.Response.ContentType = "application/json";
        await context.HttpContext.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, Writing), context.HttpContext.RequestAborted);
    }

    private static string Words(int status) => status switch
    {
        401 => "You need to sign in.",
        403 => "You may not do this.",
        404 => "There is nothing here.",
        405 => "This method is not taken here.",
        >= 500 => "Something went wrong on our side.",
        _ => "The request cannot be read.",
    };
}
