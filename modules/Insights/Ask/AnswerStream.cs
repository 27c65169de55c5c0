using System.Text.Json;
using Daybook.Insights.Ask.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.Ask;

/// <summary>An answer as server-sent events: "segment" for each sentence, then "done" with the whole. Whoever stops reading stops the work.</summary>
internal sealed class AnswerStream(IOptions<JsonOptions> json)
{
    public const string MediaType = "text/event-stream";

    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));

    public async Task WriteAsync(HttpContext http, Func<Task<AskAnswer>> answer, CancellationToken ct)
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await http.Response.WriteAsync(": reading\n\n", ct);
            await http.Response.Body.FlushAsync(ct);
            var told = await answer();
            foreach (var segment in told.Segments) await SendAsync(http, "segment", segment, ct);
            await SendAsync(http, "done", told, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The reader stopped.
        }
    }

    private async Task SendAsync<T>(HttpContext http, string kind, T value, CancellationToken ct)
    {
        await http.Response.WriteAsync($"event: {kind}\ndata: {JsonSerializer.Serialize(value, json.Value.SerializerOptions)}\n\n", ct);
        await http.Response.Body.FlushAsync(ct);
    }
}
