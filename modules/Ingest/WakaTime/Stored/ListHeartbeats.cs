using System.Globalization;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>GET heartbeats of one local day, as importers of other servers ask for them.</summary>
internal static class ListHeartbeats
{
    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/heartbeats", HandleAsync, Policies.EditorRead, "ListHeartbeats");

    private static async Task HandleAsync(HttpContext http, string? date)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var userId = Caller.Of(http.User).UserId;
        var person = await services.GetRequiredService<UserQueries>().FindAsync(userId, ct);
        var clock = person?.Clock;
        if (clock is null || !Dates.TryRead(date, clock, services.GetRequiredService<TimeProvider>(), out var day))
        {
            await HeartbeatAnswers.RefuseAsync(http, StatusCodes.Status400BadRequest, "date is a day like 2026-11-21.");
            return;
        }

        var local = clock.Of(day);
        var all = await services.GetRequiredService<HeartbeatQueries>().LoadAsync(userId, local.Start, local.End, ct);
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var beat in all.Items)
        {
            if (beat.AtMs >= local.Start.ToUnixTimeMilliseconds() && StoredShapes.IsHeartbeat(all.Contexts[beat.Context])) StoredShapes.Write(json, all, beat);
        }

        json.WriteEndArray();
        json.WriteString("start", local.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("end", local.End.AddSeconds(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("timezone", person!.TimeZone);
        json.WriteEndObject();
    }
}
