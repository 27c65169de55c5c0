using Daybook.Ingest.Bodies;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.DevTime;
using Daybook.Ingest.Editors;
using Daybook.Ingest.Limits;
using Daybook.Ingest.WakaTime.Reading;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.WakaTime;

/// <summary>
/// POST heartbeats, one or many, in every dialect. A list is answered by a list, one verdict per item in order; what it says was taken is
/// committed. On the one path that two contracts share, the body's shape decides.
/// </summary>
internal static class ReceiveHeartbeats
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/heartbeats.bulk", TakeListAsync, Policies.EditorWrite, "SendHeartbeats");
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/heartbeats", TakeAsync, Policies.EditorWrite, "SendHeartbeat");
        WakaTimeRoutes.Map(routes, "POST", "heartbeats", TakeAsync, Policies.EditorWrite);
        WakaTimeRoutes.Map(routes, "POST", "heartbeat", TakeEitherAsync, Policies.EditorWrite);
        WakaTimeRoutes.MapUnder(routes, "/v1", "POST", "heartbeat", TakeEitherAsync, Policies.EditorWrite);
    }

    private static Task TakeListAsync(HttpContext http) => HandleAsync(http, alwaysList: true, either: false);

    private static Task TakeAsync(HttpContext http) => HandleAsync(http, alwaysList: false, either: false);

    private static Task TakeEitherAsync(HttpContext http) => HandleAsync(http, alwaysList: false, either: true);

    private static async Task HandleAsync(HttpContext http, bool alwaysList, bool either)
    {
        var services = http.RequestServices;
        using var body = await BodyReader.ReadAsync(http.Request, services.GetRequiredService<IOptions<IngestOptions>>().Value.MaxBodyBytes, http.RequestAborted);
        if (body.Problem is { } unreadable)
        {
            await HeartbeatAnswers.RefuseAsync(http, unreadable.StatusCode, unreadable.ProblemDetails.Title ?? "The body cannot be read.");
            return;
        }

        if (either && DevTimeReader.IsItsShape(body.Bytes.Span))
        {
            await ReceiveDevTime.TakeOneAsync(http, body.Bytes);
            return;
        }

        if (HeartbeatsReader.Read(body.Bytes, new HeartbeatSender(http.Request)) is not { } read)
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status400BadRequest, "The body is not JSON.");
            return;
        }

        if (read.Items.Count > HeartbeatsReader.Most)
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "At most 1000 heartbeats at once.");
            return;
        }

        var caller = Caller.Of(http.User);
        var wait = await services.GetRequiredService<HeartbeatIntake>().TakeAsync(caller.UserId, HeartbeatContract.WakaTime, read.Items, http.RequestAborted);
        if (wait is { } pause) await HeartbeatAnswers.WaitAsync(http, pause);
        else if (alwaysList || read.IsList) await HeartbeatAnswers.ListAsync(http, read.Items);
        else await HeartbeatAnswers.OneAsync(http, read.Items[0]);
    }
}
