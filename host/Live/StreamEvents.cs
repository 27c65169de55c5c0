using System.Text.Json;
using Daybook.Kernel.Access;
using Daybook.Kernel.Live;

namespace Daybook.Host.Live;

/// <summary>GET /api/v1/events: the caller's live changes as server-sent events; only kinds and keys, never content.</summary>
internal static class StreamEvents
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/events", Handle).WithName(nameof(StreamEvents)).RequireAuthorization(Policies.Read)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async Task Handle(HttpContext http, LiveEvents live, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await using var changes = live.SubscribeAsync(Caller.Of(http.User).UserId, end.Token).GetAsyncEnumerator(end.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            await WriteAsync(http, ": connected\n\n", end.Token);
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(Heartbeat, clock, end.Token)) != next)
                {
                    await WriteAsync(http, ": still here\n\n", end.Token);
                    continue;
                }

                if (!await next) return;
                var change = changes.Current;
                var data = JsonSerializer.Serialize(new { kind = change.Kind, key = change.Key });
                await WriteAsync(http, $"event: {change.Kind}\ndata: {data}\n\n", end.Token);
                next = changes.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the host stops: the browser connects again by itself.
        }
        finally
        {
            // The stream may only be closed when no step of it is under way.
            await end.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task WriteAsync(HttpContext http, string text, CancellationToken ct)
    {
        await http.Response.WriteAsync(text, ct);
        await http.Response.Body.FlushAsync(ct);
    }
}
