using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Intake;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>
/// POST buckets/{id}/events: one event or a list; answers the list with the numbers the events have. One that cannot be read refuses the list
/// and nothing of it is stored; one that can be read but never stored is kept aside and has no number.
/// </summary>
internal static class PostEvents
{
    private const int MaxErrors = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/0/buckets/{bucketId}/events", HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(
        string bucketId, HttpContext http, UserQueries users, EventWriter writer, Quarantine quarantine, TimeProvider time, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        using var body = await AwBody.ReadAsync(http, ct);
        if (body.Refused is { } refused) return refused;
        if (body.Root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return AwAnswers.Error(StatusCodes.Status400BadRequest, "The body is neither an event nor a list of events.");
        JsonElement[] items = body.Root.ValueKind == JsonValueKind.Array ? [.. body.Root.EnumerateArray()] : [body.Root];
        if (Read(items, time.GetUtcNow(), out var errors) is not { } events) return AwAnswers.Invalid(errors);
        if (await users.FindAsync(owner.UserId, ct) is not { } person
            || await writer.WriteAsync(owner, person.Clock, bucketId, events, ct) is not { } written) return AwAnswers.NoBucket(bucketId);

        for (var i = 0; i < items.Length; i++)
            if (written[i].Verdict is { Verdict: Verdict.Rejected } rejected)
                await quarantine.KeepAsync(owner.UserId, "activitywatch:" + bucketId, rejected.Reason ?? "", items[i], ct);
        return await AwAnswers.StreamAsync(http, json =>
        {
            json.WriteStartArray();
            for (var i = 0; i < items.Length; i++)
                EventJson.Write(json, new ShownEvent(written[i].Number, events[i].Start, events[i].DurationMs, Encoding.UTF8.GetBytes(events[i].Data)));
            json.WriteEndArray();
            return Task.CompletedTask;
        }, ct);
    }

    private static List<PostedEvent>? Read(JsonElement[] items, DateTimeOffset now, out Dictionary<string, string> errors)
    {
        errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var events = new List<PostedEvent>(items.Length);
        for (var i = 0; i < items.Length && errors.Count < MaxErrors; i++)
        {
            if (PostedEvent.Read(items[i], now, out var wrong) is { } read) events.Add(read);
            else errors[string.Create(CultureInfo.InvariantCulture, $"events[{i}]{(wrong.Field.Length > 0 ? "." : "")}{wrong.Field}")] = wrong.Complaint;
        }

        return errors.Count == 0 ? events : null;
    }
}
