using System.Globalization;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Limits;
using Daybook.Ingest.Tracker.Reading;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.Tracker;

/// <summary>POST events:batch: up to 500 events of one device, one verdict each. What it says was accepted is committed.</summary>
internal static class ReceiveBatch
{
    /// <summary>The batch as the contract writes it; read from the bytes, so that one bad event spoils no other.</summary>
    internal sealed record Request(string SchemaVersion, string DeviceId, DateTimeOffset SentAt, IReadOnlyList<EventShape> Events);

    /// <summary>An event's required and most common fields; file_context, dev_context, browser, meeting, system and others are optional.</summary>
    internal sealed record EventShape(
        Guid EventId, long ClientSeq, DateTimeOffset Ts, double IntervalS, AppShape ActiveApp, double? IdleS, string? State, string? BootId, string? Tz);

    internal sealed record AppShape(string Name, string BundleId, string? WindowTitle);

    internal sealed record EventVerdict(string EventId, Verdict Verdict, string? Reason);

    internal sealed record RejectedEvent(string EventId, string Reason);

    /// <summary>accepted + duplicates + rejected = what was sent. Repaired ones are among the accepted, conflicts among the duplicates.</summary>
    internal sealed record Answer(
        int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected, int Repaired, long ServerSeq, int NextPollAfterS, string ConfigEtag,
        IReadOnlyList<EventVerdict> Verdicts);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/tracker/events:batch", HandleAsync)
        .WithName("ReceiveBatch").WithTags("tracker").Accepts<Request>("application/json", "*/*").RequireAuthorization(Policies.Ingest);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        HttpContext http, UserQueries users, TrackerDevices devices, BatchIntake intake, IngestLimiter limiter, IOptions<IngestOptions> options,
        CancellationToken ct)
    {
        var caller = Caller.Of(http.User);
        using var body = await BodyReader.ReadAsync(http.Request, options.Value.MaxBodyBytes, ct);
        if (body.Problem is { } unreadable) return unreadable;
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } person) return Problem.Forbidden("forbidden", "There is no such person any more.");
        if (BatchReader.Read(body.Bytes, person.TimeZone, out var misshapen) is not { } batch) return misshapen!;

        var (device, refused) = await devices.FindRecentAsync(caller, batch.DeviceId, ct);
        if (device is null) return refused!;
        if (limiter.Refuse(device, batch.Events.Count) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many events at once. Nothing was stored; try again later.");
        }

        var (verdicts, seq) = await intake.StoreAsync(device, person.Clock, batch, ct);
        return TypedResults.Ok(Sum(device, batch, verdicts, seq));
    }

    private static Answer Sum(Device device, TrackerBatch batch, ItemVerdict[] verdicts, long seq)
    {
        var (accepted, duplicates, repaired) = (0, 0, 0);
        var rejected = new List<RejectedEvent>();
        var answers = new EventVerdict[verdicts.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var (id, verdict) = (batch.Events[i].Id, verdicts[i]);
            answers[i] = new EventVerdict(id, verdict.Verdict, verdict.Reason);
            if (verdict.Verdict == Verdict.Rejected) rejected.Add(new RejectedEvent(id, verdict.Reason!));
            else if (verdict.Verdict is Verdict.Duplicate or Verdict.Conflict) duplicates++;
            else accepted++;
            if (verdict.Verdict == Verdict.Repaired) repaired++;
        }

        return new Answer(accepted, duplicates, rejected, repaired, seq, device.SampleIntervalS, device.ConfigEtag, answers);
    }
}
