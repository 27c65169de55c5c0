using System.Globalization;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>
/// data_dumps: everything of a person in one file, so that other servers can import it. It is written while it is fetched, so a dump is ready as
/// soon as it is asked for; its link is the secret that opens it, for an hour. The days' sums, the other type, are written by who counts them.
/// </summary>
internal static class DumpData
{
    private const int PieceDays = 31;

    internal sealed record Request(string? Type, bool? EmailWhenFinished);

    internal sealed record Dump(
        string Id, string Type, string Status, double PercentComplete, string DownloadUrl, DateTimeOffset Expires, DateTimeOffset CreatedAt, bool HasFailed,
        bool IsStuck, bool IsProcessing);

    internal sealed record One(Dump Data);

    internal sealed record Many(IReadOnlyList<Dump> Data, int Total, int TotalPages);

    internal sealed record Refusal(string Error);

    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/data_dumps", List, Policies.EditorRead, "ListDataDumps");
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/data_dumps", Create, Policies.EditorRead, "CreateDataDump");
        WakaTimeRoutes.MapUnder(routes, "/api/v1", "GET", "data_dumps/{token}", WriteAsync, policy: null, "DownloadDataDump");
    }

    private static Ok<Many> List(HttpContext http, DumpLinks links, TimeProvider time) =>
        TypedResults.Ok(new Many([Ready(http, DumpLinks.Heartbeats, links, time), Ready(http, DumpLinks.Daily, links, time)], 2, 1));

    private static Results<JsonHttpResult<One>, JsonHttpResult<Refusal>> Create(
        [Microsoft.AspNetCore.Mvc.FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] Request? request,
        HttpContext http, DumpLinks links, TimeProvider time) =>
        (request?.Type ?? DumpLinks.Heartbeats) is DumpLinks.Heartbeats or DumpLinks.Daily
            ? TypedResults.Json(new One(Ready(http, request?.Type ?? DumpLinks.Heartbeats, links, time)), statusCode: StatusCodes.Status201Created)
            : TypedResults.Json(new Refusal("The type is heartbeats or daily."), statusCode: StatusCodes.Status400BadRequest);

    private static Dump Ready(HttpContext http, string type, DumpLinks links, TimeProvider time)
    {
        var (now, path) = (time.GetUtcNow(), type == DumpLinks.Daily ? "daily_dumps" : "data_dumps");
        var address = $"{http.Request.Scheme}://{http.Request.Host}/api/v1/{path}/{links.Make(Caller.Of(http.User).UserId, type)}";
        return new Dump(type, type, "Completed", 100, address, now + DumpLinks.Good, now, HasFailed: false, IsStuck: false, IsProcessing: false);
    }

    private static async Task WriteAsync(HttpContext http, string token)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        if (services.GetRequiredService<DumpLinks>().UserOf(token, DumpLinks.Heartbeats) is not { } userId
            || await services.GetRequiredService<UserQueries>().FindAsync(userId, ct) is not { } person)
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status404NotFound, "This link has ended. Ask for a new one.");
            return;
        }

        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"heartbeats.json\"";
        http.Response.Headers.CacheControl = "no-store";
        var queries = services.GetRequiredService<HeartbeatQueries>();
        var range = await queries.RangeAsync(userId, ct);
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        DumpLinks.WriteHead(json, person, range);
        if (range is { } stretch)
        {
            var last = person.Clock.DayOf(stretch.Last);
            for (var day = person.Clock.DayOf(stretch.First); day <= last; day = day.AddDays(PieceDays))
            {
                var end = day.AddDays(PieceDays - 1);
                var all = await queries.LoadAsync(userId, person.Clock.Of(day).Start, person.Clock.Of(end).End, ct);
                WriteDays(json, person.Clock, day, all);
                await json.FlushAsync(ct);
                await http.Response.BodyWriter.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter json, DayClock clock, DateOnly first, Heartbeats all)
    {
        var open = DateOnly.MinValue;
        var (start, end) = (long.MinValue, long.MinValue);
        var from = clock.Of(first).Start.ToUnixTimeMilliseconds();
        foreach (var beat in all.Items)
        {
            // What began before was in the piece before.
            if (beat.AtMs < from || !StoredShapes.IsHeartbeat(all.Contexts[beat.Context])) continue;
            if (beat.AtMs < start || beat.AtMs >= end)
            {
                if (open != DateOnly.MinValue) Close(json);
                open = clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(beat.AtMs));
                (start, end) = (clock.Of(open).Start.ToUnixTimeMilliseconds(), clock.Of(open).End.ToUnixTimeMilliseconds());
                json.WriteStartObject();
                json.WriteString("date", open.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteStartArray("heartbeats");
            }

            StoredShapes.Write(json, all, beat);
        }

        if (open != DateOnly.MinValue) Close(json);
    }

    private static void Close(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
