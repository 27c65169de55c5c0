using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

public sealed class ExternalDurationTests(TrackerApp tracker)
{
    private const string Path = "/api/v1/users/current/external_durations";

    // 18 November 2026, 9:00 in Berlin.
    private const long Nine = 1_794_988_800;

    private static string One(string id, double start, double end, string more = "") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"external_id":"{{id}}","entity":"Planning","type":"app","category":"meeting","start_time":{{start}},"end_time":"{{end}}","project":"harbor"{{more}}}""");

    private static async Task<List<JsonElement>> ListAsync(EditorPerson person) =>
        [.. (await TrackerApp.ReadAsync(await person.Editor.GetAsync(Path + "?date=2026-11-18"))).GetProperty("data").EnumerateArray()];

    [Fact]
    public async Task What_a_calendar_states_is_kept_corrected_and_taken_away()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var one = await person.PostAsync(One("a", Nine, Nine + 1800.5), Path);
        one.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await one.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("id").GetGuid();
        var kept = (await ListAsync(person)).ShouldHaveSingleItem();
        (kept.GetProperty("id").GetGuid(), kept.GetProperty("external_id").GetString(), kept.GetProperty("entity").GetString(), kept.GetProperty("project").GetString())
            .ShouldBe((id, "a", "Planning", "harbor"));
        (kept.GetProperty("start_time").GetDouble(), kept.GetProperty("end_time").GetDouble()).ShouldBe((Nine, Nine + 1800.5));

        var many = await person.PostAsync($"[{One("a", Nine + 600, Nine + 900)},null,{One("b", Nine, Nine)},{One("c", Nine, Nine + 60)}]", Path + ".bulk");
        many.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answers = (await many.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("responses").EnumerateArray().ToList();
        answers.Select(pair => pair[1].GetInt32()).ShouldBe([201, 400, 400, 201]);
        answers[2][0].GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("end_time");
        (await ListAsync(person)).Select(item => (item.GetProperty("external_id").GetString(), item.GetProperty("start_time").GetDouble()))
            .ShouldBe([("c", Nine), ("a", Nine + 600)]);
        (await person.StoredAsync()).ShouldAllBe(sample => sample.Source == 3 && sample.Kind == 5);

        (await DeleteAsync(person.Editor, "c")).ShouldBe(HttpStatusCode.Forbidden);
        (await DeleteAsync(await tracker.OtherAsync(), "c")).ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync(person)).Count.ShouldBe(2);
        (await DeleteAsync(person.Own, "c", id.ToString())).ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync(person)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("7", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"entity":"x","start_time":1,"end_time":2}""", 400)]
    public async Task What_is_no_duration_is_refused(string body, int status)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        ((int)(await person.PostAsync(body, Path)).StatusCode).ShouldBe(status);
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, params string[] ids)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path + ".bulk");
        request.Content = JsonContent.Create(new { date = "2026-11-18", ids });
        return (await client.SendAsync(request)).StatusCode;
    }
}
