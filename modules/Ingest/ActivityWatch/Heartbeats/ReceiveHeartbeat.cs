using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Intake;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Heartbeats;

/// <summary>
/// POST buckets/{id}/heartbeat?pulsetime=: answers the event as it is stored now. Its clients throw away what is refused, so whatever can be
/// mended is; the rest is kept aside and answered like the others.
/// </summary>
internal static class ReceiveHeartbeat
{
    private const double MaxPulse = 366 * 86_400;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/0/buckets/{bucketId}/heartbeat", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(
        string bucketId, HttpContext http, UserQueries users, HeartbeatTaker taker, Quarantine quarantine, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(http.User);
        using var body = await AwBody.ReadAsync(http, ct);
        if (body.Refused is { } refused) return refused;
        if (body.Root.ValueKind != JsonValueKind.Object) return AwAnswers.Error(StatusCodes.Status400BadRequest, "A heartbeat is one event.");
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } person) return AwAnswers.Error(StatusCodes.Status403Forbidden, "There is no such person any more.");

        var beat = PostedEvent.Mended(body.Root, time.GetUtcNow());
        var reason = "bucket_id";
        if (IsName(bucketId))
        {
            var beaten = await taker.TakeAsync(BucketOwner.Of(caller), person.Clock, bucketId, beat, Pulse(http.Request.Query), ct);
            if (beaten.Event is { } stored) return Show(stored);
            reason = beaten.Refused ?? reason;
        }

        await quarantine.KeepAsync(caller.UserId, "activitywatch:" + bucketId, reason, body.Root, ct);
        return Show(new ShownEvent(0, beat.Start, beat.DurationMs, Encoding.UTF8.GetBytes(beat.Data)));
    }

    public static bool IsName(string bucketId) =>
        bucketId.Length is > 0 and <= BucketBook.MaxId && !string.IsNullOrWhiteSpace(bucketId) && !bucketId.Any(char.IsControl);

    private static double Pulse(IQueryCollection query) =>
        double.TryParse(query["pulsetime"].ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? Math.Round(Math.Clamp(seconds, -MaxPulse, MaxPulse) * 1000, 3) : 0;

    private static ContentHttpResult Show(ShownEvent stored)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, AwAnswers.Writing)) EventJson.Write(writer, stored);
        return AwAnswers.Text(StatusCodes.Status200OK, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
