using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>
/// data_dumps: everything of a person in one file, so that other servers can import it. It is written while it is fetched, so a dump is ready as
/// soon as it is asked for; its link is the secret that opens it, for an hour.
/// </summary>
internal static class DumpData
{
    private const int PieceDays = 31;
    private static readonly TimeSpan Good = TimeSpan.FromHours(1);

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

    private static Ok<Many> List(HttpContext http, IDataProtectionProvider protection, TimeProvider time) =>
        TypedResults.Ok(new Many([Ready(http, protection, time)], 1, 1));

    private static Results<JsonHttpResult<One>, JsonHttpResult<Refusal>> Create(
        [Microsoft.AspNetCore.Mvc.FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] Request? request,
        HttpContext http, IDataProtectionProvider protection, TimeProvider time) =>
        request?.Type is null or "heartbeats"
            ? TypedResults.Json(new One(Ready(http, protection, time)), statusCode: StatusCodes.Status201Created)
            : TypedResults.Json(new Refusal("Only dumps of heartbeats are made here."), statusCode: StatusCodes.Status400BadRequest);

    private static Dump Ready(HttpContext http, IDataProtectionProvider protection, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var token = Links(protection).Protect(Caller.Of(http.User).UserId.ToString(CultureInfo.InvariantCulture), Good);
        var address = $"{http.Request.Scheme}://{http.Request.Host}/api/v1/data_dumps/{token}";
        return new Dump("heartbeats", "heartbeats", "Completed", 100, address, now + Good, now, HasFailed: false, IsStuck: false, IsProcessing: false);
    }

    private static async Task WriteAsync(HttpContext http, string token)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        if (UserOf(token, services.GetRequiredService<IDataProtectionProvider>()) is not { } userId
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
        WriteHead(json, person, range);
        if (range is { } stretch)
        {
            var last = person.Clock.DayOf(stretch.Last);
            for (var day = person.Clock.DayOf(stretch.First); day <= last; day = day.AddDays(PieceDays))
            {
                var end = day.AddDays(PieceDays - 1);
                var all = await queries.LoadAsync(userId, person.Clock.Of(day).Start, person.Clock.Of(end).End, ct);
                WriteDays(json, userId, person.Clock, day, all);
                await json.FlushAsync(ct);
                await http.Response.BodyWriter.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, UserSettings person, (DateTimeOffset First, DateTimeOffset Last)? range)
    {
        json.WriteStartObject();
        json.WriteStartObject("user");
        json.WriteString("id", person.PublicId);
        json.WriteString("username", person.Name);
        json.WriteString("full_name", person.Name);
        json.WriteString("display_name", person.Name);
        json.WriteString("email", person.Email);
        json.WriteString("timezone", person.TimeZone);
        json.WriteEndObject();
        json.WriteStartObject("range");
        json.WriteNumber("start", range?.First.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("end", range?.Last.ToUnixTimeSeconds() ?? 0);
        json.WriteEndObject();
        json.WriteStartArray("days");
    }

    private static void WriteDays(Utf8JsonWriter json, int userId, DayClock clock, DateOnly first, Heartbeats all)
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

            StoredShapes.Write(json, userId, all, beat);
        }

        if (open != DateOnly.MinValue) Close(json);
    }

    private static void Close(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int? UserOf(string token, IDataProtectionProvider protection)
    {
        try
        {
            return int.Parse(Links(protection).Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Links(IDataProtectionProvider protection) =>
        protection.CreateProtector("Daybook.Ingest.DataDump").ToTimeLimitedDataProtector();
}
