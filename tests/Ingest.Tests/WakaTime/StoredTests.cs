using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

/// <summary>What other servers ask for to import from here.</summary>
public sealed class StoredTests(TrackerApp tracker)
{
    private static readonly string Day = EditorPerson.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) => await TrackerApp.ReadAsync(await client.GetAsync(path));

    private static async Task<List<JsonElement>> AllAsync(EditorPerson person)
    {
        // The test may run across midnight.
        var days = new[] { -1, 0, 1 }.Select(i => DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(i));
        var items = new List<JsonElement>();
        foreach (var day in days)
            items.AddRange((await GetAsync(person.Editor, $"/api/v1/users/current/heartbeats?date={day:yyyy-MM-dd}")).GetProperty("data").EnumerateArray());
        return items;
    }

    [Fact]
    public async Task A_days_heartbeats_come_back_with_ids_that_the_lists_explain()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var sent = await person.SendAsync(
            $"[{EditorPerson.Beat(1, "/w/a.cs", ",\"project\":\"harbor\",\"branch\":\"main\",\"language\":\"C#\",\"lineno\":7,\"is_write\":true,\"dependencies\":[\"Dapper\"]")},{EditorPerson.Beat(0, "/w/b.cs")}]", machine: "laptop");
        var items = await AllAsync(person);
        items.Select(item => item.GetProperty("entity").GetString()).ShouldBe(["/w/b.cs", "/w/a.cs"]);
        var item = items[1];
        item.GetProperty("id").GetString().ShouldBe(sent[0].Item.GetProperty("data").GetProperty("id").GetString());
        item.GetProperty("type").GetString().ShouldBe("file");
        item.GetProperty("project").GetString().ShouldBe("harbor");
        item.GetProperty("lineno").GetInt32().ShouldBe(7);
        item.GetProperty("is_write").GetBoolean().ShouldBeTrue();
        item.GetProperty("dependencies")[0].GetString().ShouldBe("Dapper");
        item.GetProperty("time").GetDouble().ShouldBe(EditorPerson.Start.ToUnixTimeMilliseconds() / 1000.0 + 1, 0.0015);

        var machine = (await GetAsync(person.Editor, "/api/compat/wakatime/v1/users/current/machine_names")).GetProperty("data")[0];
        (machine.GetProperty("id").GetString(), machine.GetProperty("value").GetString()).ShouldBe((item.GetProperty("machine_name_id").GetString(), "laptop"));
        var agents = await GetAsync(person.Editor, "/api/v1/users/current/user_agents");
        agents.GetProperty("total_pages").GetInt32().ShouldBe(1);
        var agent = agents.GetProperty("data")[0];
        (agent.GetProperty("id").GetString(), agent.GetProperty("editor").GetString(), agent.GetProperty("os").GetString())
            .ShouldBe((item.GetProperty("user_agent_id").GetString(), "VS Code", "Linux"));
        (await person.Editor.GetAsync("/api/v1/users/current/heartbeats?date=yesterday")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_only_its_owner_can()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await person.SendAsync($"[{EditorPerson.Beat(0)},{EditorPerson.Beat(1)}]");
        var items = await AllAsync(person);
        var (id, at) = (items[0].GetProperty("id").GetString(), items[0].GetProperty("time").GetDouble());
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await GetAsync(person.Own, "/api/v1/me")).GetProperty("time_zone").GetString()!);
        var date = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds((long)(at * 1000)), zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        async Task<HttpStatusCode> DeleteAsync(HttpClient client, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/users/current/heartbeats.bulk");
            request.Content = JsonContent.Create(body);
            return (await client.SendAsync(request)).StatusCode;
        }

        (await DeleteAsync(person.Editor, new { date, ids = new[] { id } })).ShouldBe(HttpStatusCode.Forbidden);
        (await DeleteAsync(await tracker.OtherAsync(), new { date, ids = new[] { id } })).ShouldBe(HttpStatusCode.NoContent);
        (await person.StoredAsync()).Count.ShouldBe(2);
        (await DeleteAsync(person.Own, new { date })).ShouldBe(HttpStatusCode.BadRequest);
        (await DeleteAsync(person.Own, new { date, ids = new[] { id } })).ShouldBe(HttpStatusCode.NoContent);
        (await person.StoredAsync()).ShouldHaveSingleItem().EventId.ToString().ShouldNotBe(id);
    }

    [Fact]
    public async Task A_dump_holds_every_heartbeat_by_day_and_its_link_needs_no_key()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await person.SendAsync(
            $$"""[{{EditorPerson.Beat(0)}},{"entity":"old.py","time":1700000000},{"entity":"older.py","time":1600000000},{"entity":"older.py","time":1600000060}]""");
        var made = await person.PostAsync("""{"type":"heartbeats","email_when_finished":false}""", "/api/v1/users/current/data_dumps");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var dump = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
        dump.GetProperty("status").GetString().ShouldBe("Completed");
        (await GetAsync(person.Editor, "/api/v1/users/current/data_dumps")).GetProperty("data").EnumerateArray().Select(one => one.GetProperty("type").GetString()).ShouldBe(["heartbeats", "daily"]);
        (await person.PostAsync("""{"type":"weekly"}""", "/api/v1/users/current/data_dumps")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var anybody = tracker.App.Anonymous();
        var link = new Uri(dump.GetProperty("download_url").GetString()!).PathAndQuery;
        var file = await GetAsync(anybody, link);
        file.GetProperty("user").GetProperty("email").GetString().ShouldBe(person.Email);
        file.GetProperty("range").GetProperty("start").GetInt64().ShouldBe(1600000000);
        var days = file.GetProperty("days").EnumerateArray().ToList();
        days.Select(day => day.GetProperty("heartbeats").GetArrayLength()).ShouldBe([2, 1, 1]);
        days[0].GetProperty("date").GetString().ShouldBe("2020-09-13");
        days[0].GetProperty("heartbeats")[0].GetProperty("entity").GetString().ShouldBe("older.py");
        // One type's link opens no other.
        (await anybody.GetAsync(link.Replace("data_dumps", "daily_dumps", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync(link[..^3] + "abc")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
