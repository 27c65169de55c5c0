using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>GET capture/endpoints: the addresses a person gives their editors and watchers.</summary>
internal static class GetCaptureEndpoints
{
    /// <param name="Mine">What comes by it is the caller's.</param>
    internal sealed record Listener(int Port, bool Mine);

    internal sealed record Answer(string WakatimeApiUrl, string DevtimeUrl, string ActivitywatchUrl, Listener? ActivitywatchListener);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/capture/endpoints", HandleAsync)
        .WithName("GetCaptureEndpoints").WithTags("capture").RequireAuthorization(Policies.Read);

    private static async Task<Ok<Answer>> HandleAsync(HttpContext http, WatcherListener listener, WatcherPerson person, CancellationToken ct)
    {
        var root = $"{http.Request.Scheme}://{http.Request.Host}";
        Listener? shown = null;
        if (listener.Port is { } port)
            shown = new Listener(port, await person.FindAsync(ct) is { } chosen && Caller.Of(chosen).UserId == Caller.Of(http.User).UserId);
        return TypedResults.Ok(new Answer(root + WakaTimeRoutes.Prefixes[0], root, root, shown));
    }
}
