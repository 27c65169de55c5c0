using System.Security.Claims;
using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Limits;
using Daybook.Ingest.WakaTime.Stored;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.WakaTime.External;

/// <summary>GET, POST and DELETE external_durations: what calendars and other trackers say somebody did. A list is answered one verdict per item.</summary>
internal static class ExternalDurations
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/external_durations", ListAsync, Policies.EditorRead, "ListExternalDurations");
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/external_durations", TakeOneAsync, Policies.EditorWrite, "SendExternalDuration");
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/external_durations.bulk", TakeManyAsync, Policies.EditorWrite, "SendExternalDurations");
        WakaTimeRoutes.Map(routes, "DELETE", "users/{user}/external_durations.bulk", DeleteAsync, Policies.Write, "DeleteExternalDurations");
    }

    internal sealed record DeleteRequest(IReadOnlyList<string>? Ids);

    internal sealed record Refusal(string Error);

    internal sealed record Shape(
        Guid Id, string? ExternalId, string? Entity, string? Type, string? Category, double StartTime, double EndTime, string? Project, string? Branch, string? Language);

    internal sealed record Listing(IReadOnlyList<Shape> Data, DateTimeOffset Start, DateTimeOffset End, string Timezone);

    private static async Task<Results<Ok<Listing>, JsonHttpResult<Refusal>>> ListAsync(
        string? date, ClaimsPrincipal user, UserQueries users, ExternalIntake intake, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(user).UserId, ct) is not { } person || !Dates.TryRead(date, person.Clock, time, out var day))
            return Refuse("date is a day like 2026-11-21.");
        var local = person.Clock.Of(day);
        var found = await intake.ListAsync(person.UserId, local, ct);
        return TypedResults.Ok(new Listing([.. found.Select(Of)], local.Start, local.End.AddSeconds(-1), person.TimeZone));
    }

    private static Task TakeOneAsync(HttpContext http) => TakeAsync(http, alwaysList: false);

    private static Task TakeManyAsync(HttpContext http) => TakeAsync(http, alwaysList: true);

    private static async Task TakeAsync(HttpContext http, bool alwaysList)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        using var body = await BodyReader.ReadAsync(http.Request, services.GetRequiredService<IOptions<IngestOptions>>().Value.MaxBodyBytes, ct);
        if (body.Problem is { } unreadable)
        {
            await HeartbeatAnswers.RefuseAsync(http, unreadable.StatusCode, unreadable.ProblemDetails.Title ?? "The body cannot be read.");
            return;
        }

        if (Read(body.Bytes) is not { } read)
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status400BadRequest, "The body is not JSON of durations.");
            return;
        }

        if (read.Count > Most)
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "At most 1000 durations at once.");
            return;
        }

        var person = (await services.GetRequiredService<UserQueries>().FindAsync(Caller.Of(http.User).UserId, ct))!;
        var good = read.Where(duration => duration.Fault() is null).ToList();
        var verdicts = await services.GetRequiredService<ExternalIntake>().TakeAsync(person, good, ct);
        var answers = new List<Verdicted>(read.Count);
        var next = 0;
        foreach (var duration in read)
        {
            if (duration.Fault() is var (field, reason)) answers.Add(Verdicted.Refused(field, reason));
            else if (verdicts[next++].Verdict == Verdict.Rejected) answers.Add(Verdicted.Refused("end_time", "The time lies too far ahead."));
            else answers.Add(new Verdicted(new { data = new { id = duration.Id } }, StatusCodes.Status201Created));
        }

        await (alwaysList || answers.Count != 1
            ? TypedResults.Json(new { responses = answers.Select(answer => new[] { answer.Item, answer.Status }) }, statusCode: StatusCodes.Status201Created)
                .ExecuteAsync(http)
            : TypedResults.Json(answers[0].Item, statusCode: answers[0].Status).ExecuteAsync(http));
    }

    private sealed record Verdicted(object Item, int Status)
    {
        public static Verdicted Refused(string field, string reason) =>
            new(new { errors = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [reason] } }, StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<NoContent, JsonHttpResult<Refusal>>> DeleteAsync(
        [Microsoft.AspNetCore.Mvc.FromBody] DeleteRequest request, ClaimsPrincipal user, UserQueries users, ExternalIntake intake, CancellationToken ct)
    {
        if (request.Ids is not { Count: > 0 and <= Most } ids) return Refuse("ids are one to a thousand ids of durations.");
        var person = (await users.FindAsync(Caller.Of(user).UserId, ct))!;
        await intake.DeleteAsync(person, [.. ids.Select(id => Guid.TryParse(id, out var own) ? own : ExternalDuration.IdOf(id))], ct);
        return TypedResults.NoContent();
    }

    private static List<ExternalDuration>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. json.RootElement.EnumerateArray().Select(ExternalDuration.Read)],
                JsonValueKind.Object => [ExternalDuration.Read(json.RootElement)],
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Shape Of(StoredDuration stored)
    {
        using var data = JsonDocument.Parse(stored.Data ?? "{}");
        var start = stored.Start.ToUnixTimeMilliseconds() / 1000.0;
        return new Shape(
            stored.EventId, data.RootElement.TryGetProperty("external_id", out var id) ? id.GetString() : null, stored.Title, stored.EntityType, stored.Category,
            start, start + stored.DurationMs / 1000.0, stored.Repository, stored.Branch, stored.Language);
    }

    private static JsonHttpResult<Refusal> Refuse(string error) => TypedResults.Json(new Refusal(error), statusCode: StatusCodes.Status400BadRequest);
}
