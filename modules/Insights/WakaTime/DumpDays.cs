using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.WakaTime;

/// <summary>GET daily_dumps/{token}: what each day of a person comes to, in one file that is written while it is fetched. The link is the secret.</summary>
internal static class DumpDays
{
    private const int PieceDays = 92;

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.MapUnder(routes, "/api/v1", "GET", "daily_dumps/{token}", WriteAsync, policy: null, "DownloadDailyDump");

    private static async Task WriteAsync(HttpContext http, string token)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        if (services.GetRequiredService<DumpLinks>().UserOf(token, DumpLinks.Daily) is not { } userId
            || await services.GetRequiredService<UserQueries>().FindAsync(userId, ct) is not { } person)
        {
            await WakaError.Of(StatusCodes.Status404NotFound, "This link has ended. Ask for a new one.").ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"days.json\"";
        http.Response.Headers.CacheControl = "no-store";
        var known = await services.GetRequiredService<StatQueries>().KnownDaysAsync(userId, ct);
        var (reports, options) = (services.GetRequiredService<ReportReader>(), services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        var today = person.Clock.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        DumpLinks.WriteHead(json, person, known is { } range ? (person.Clock.Of(range.First).Start, DayShapes.LastSecond(person.Clock.Of(range.Last))) : null);
        for (var day = known?.First; day <= known?.Last; day = day.Value.AddDays(PieceDays))
        {
            var end = day.Value.AddDays(PieceDays - 1) is var last && last < known.Value.Last ? last : known.Value.Last;
            var question = new ReportQuestion(userId, person.Clock, new DateSpan("custom", "Custom Range", day.Value, end), DayShapes.Dimensions);
            foreach (var one in (await reports.ReadAsync(question, ct))!.Days)
                if (one.TotalMs > 0) WriteDay(json, DayShapes.Of(one, person.Clock, today), options);
            await json.FlushAsync(ct);
            await http.Response.BodyWriter.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, DaySummary day, JsonSerializerOptions options)
    {
        json.WriteStartObject();
        json.WriteString("date", day.Range.Date);
        foreach (var member in JsonSerializer.SerializeToElement(day, options).EnumerateObject()) member.WriteTo(json);
        json.WriteEndObject();
    }
}
