using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Insights.Tests.Reads;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.WakaTime;

/// <summary>Summaries, stats, all time and durations of ranges.</summary>
public sealed class RangeTests(ReadHost host)
{
    private const string Root = "/api/v1/users/current/";

    [Fact]
    public async Task Summaries_list_every_day_with_both_ends()
    {
        var coder = await WeekAsync();
        var answer = await coder.GetAsync(Root + "summaries?start=2026-11-18&end=2026-11-20");
        answer.GetProperty("data").EnumerateArray().Select(day => (day.GetProperty("range").GetProperty("date").GetString(), Total(day)))
            .ShouldBe([("2026-11-18", 1200.0), ("2026-11-19", 0.0), ("2026-11-20", 2400.0)]);
        (answer.GetProperty("start").GetString(), answer.GetProperty("end").GetString()).ShouldBe(("2026-11-18T00:00:00.000Z", "2026-11-20T23:59:59.000Z"));
        Golden.Matches(answer.GetProperty("cumulative_total"), """{"decimal": "1.00", "digital": "1:00", "seconds": 3600, "text": "1 hr"}""");
        Golden.Matches(answer.GetProperty("daily_average"), """
            {"days_including_holidays": 3, "days_minus_holidays": 2, "holidays": 1, "seconds": 1800, "seconds_including_other_language": 1800,
             "text": "30 mins", "text_including_other_language": "30 mins"}
            """);
        answer.GetProperty("data")[0].TryGetProperty("branches", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_range_without_anything_is_empty_days()
    {
        var coder = await Coder.ComeAsync(host);
        var answer = await coder.GetAsync(Root + "summaries?range=last_7_days");
        answer.GetProperty("data").GetArrayLength().ShouldBe(7);
        answer.GetProperty("data").EnumerateArray().Sum(Total).ShouldBe(0);
        answer.GetProperty("daily_average").GetProperty("text").GetString().ShouldBe("0 secs");
        (await coder.GetAsync(Root + "stats/all_time")).GetProperty("data").GetProperty("best_day").ValueKind.ShouldBe(JsonValueKind.Null);
        (await coder.GetAsync(Root + "all_time_since_today")).GetProperty("data").GetProperty("text").GetString().ShouldBe("0 secs");
        (await coder.GetAsync(Root + "durations?date=2026-11-20")).GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task One_project_shows_its_branches_and_files()
    {
        var coder = await WeekAsync();
        var day = (await coder.GetAsync(Root + "summaries?start=2026-11-20&end=2026-11-20&project=shop")).GetProperty("data")[0];
        Total(day).ShouldBe(1800);
        Names(day, "branches").ShouldBe(["main 1200", "fix 600"]);
        Names(day, "entities").ShouldBe(["/w/shop/cart.py 1200", "/w/shop/pay.py 600"]);
        var branch = (await coder.GetAsync(Root + "summaries?start=2026-11-20&end=2026-11-20&project=shop&branches=fix,other")).GetProperty("data")[0];
        Total(branch).ShouldBe(600);
    }

    [Fact]
    public async Task Stats_tell_a_range_as_one()
    {
        var coder = await WeekAsync();
        var data = (await coder.GetAsync(Root + "stats/last_7_days")).GetProperty("data");
        data.GetProperty("total_seconds").GetDouble().ShouldBe(3600);
        (data.GetProperty("human_readable_total").GetString(), data.GetProperty("human_readable_range").GetString(), data.GetProperty("range").GetString())
            .ShouldBe(("1 hr", "Last 7 Days", "last_7_days"));
        (data.GetProperty("daily_average").GetDouble(), data.GetProperty("days_including_holidays").GetInt32()).ShouldBe((1800, 7));
        Golden.Matches(data.GetProperty("best_day"), """{"date": "2026-11-20", "text": "40 mins", "total_seconds": 2400}""");
        (data.GetProperty("status").GetString(), data.GetProperty("is_up_to_date").GetBoolean(), data.GetProperty("percent_calculated").GetInt32(), data.GetProperty("timeout").GetInt32())
            .ShouldBe(("ok", true, 100, 15));
        Names(data, "projects").ShouldBe(["shop 3000", "blog 600"]);
        data.GetProperty("projects").EnumerateArray().Select(part => part.GetProperty("percent").GetDouble()).ShouldBe([83.33, 16.67]);
        (await coder.GetAsync(Root + "stats")).GetProperty("data").GetProperty("range").GetString().ShouldBe("last_7_days");
        (await coder.GetAsync(Root + "stats?range=2026-11")).GetProperty("data").GetProperty("total_seconds").GetDouble().ShouldBe(3600);
        (await coder.GetAsync(Root + "stats/2025")).GetProperty("data").GetProperty("total_seconds").GetDouble().ShouldBe(0);
    }

    [Fact]
    public async Task The_numbers_are_those_of_the_database()
    {
        var coder = await WeekAsync();
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        var stored = await connection.ExecuteScalarAsync<long>("select sum(ms) from insights.day_total where user_id = @User and stream = 0", new { coder.User });
        stored.ShouldBe(3_600_000);
        (await coder.GetAsync(Root + "all_time_since_today")).GetProperty("data").GetProperty("total_seconds").GetDouble().ShouldBe(stored / 1000.0);
    }

    [Fact]
    public async Task All_time_is_one_number_and_its_range()
    {
        var coder = await WeekAsync();
        Golden.Matches(await coder.GetAsync(Root + "all_time_since_today"), """
            {"data": {"total_seconds": 3600, "text": "1 hr", "decimal": "1.00", "digital": "1:00", "daily_average": 1800, "is_up_to_date": true,
              "percent_calculated": 100, "timeout": 15, "range": {
                "start": "2026-11-18T00:00:00.000Z", "start_date": "2026-11-18", "start_text": "Wed Nov 18th 2026",
                "end": "2026-11-21T23:59:59.000Z", "end_date": "2026-11-21", "end_text": "Sat Nov 21st 2026", "timezone": "Etc/UTC"}}}
            """);
    }

    [Fact]
    public async Task Durations_are_the_day_in_order()
    {
        var coder = await WeekAsync();
        Golden.Matches(await coder.GetAsync(Root + "durations?date=2026-11-20"), """
            {"data": [{"project": "shop", "time": 1795165200, "duration": 1800}, {"project": "blog", "time": 1795167000, "duration": 600}],
             "branches": ["fix", "main"], "start": "2026-11-20T00:00:00.000Z", "end": "2026-11-20T23:59:59.000Z", "timezone": "Etc/UTC"}
            """);
        var byFile = (await coder.GetAsync(Root + "durations?date=2026-11-20&slice_by=entity&project=shop")).GetProperty("data");
        byFile.EnumerateArray().Select(part => (part.GetProperty("entity").GetString(), part.GetProperty("duration").GetDouble()))
            .ShouldBe([("/w/shop/cart.py", 1200), ("/w/shop/pay.py", 600)]);
    }

    [Fact]
    public async Task Durations_are_cut_by_what_a_file_imports()
    {
        var coder = await Coder.ComeAsync(host);
        var (first, second, last) = (Coder.Beat("2026-11-20T09:00:00"), Coder.Beat("2026-11-20T09:05:00"), Coder.Beat("2026-11-20T09:06:00"));
        first["dependencies"] = new JsonArray("requests", "flask");
        await coder.SendAsync(first, second, last);
        Golden.Matches((await coder.GetAsync(Root + "durations?date=2026-11-20&slice_by=dependencies")).GetProperty("data"), """
            [{"project": "shop", "time": 1795165200, "duration": 300, "dependencies": ["requests", "flask"]},
             {"project": "shop", "time": 1795165500, "duration": 60, "dependencies": []}]
            """);
    }

    [Fact]
    public async Task A_dump_of_days_holds_what_each_comes_to_and_ids_are_the_same_everywhere()
    {
        var coder = await WeekAsync();
        using var made = await coder.Editor.PostAsync(Root + "data_dumps", new StringContent("""{"type": "daily"}""", System.Text.Encoding.UTF8, "application/json"));
        var dump = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        (made.StatusCode, dump.GetProperty("type").GetString(), dump.GetProperty("status").GetString()).ShouldBe((HttpStatusCode.Created, "daily", "Completed"));
        using var anybody = host.App.Anonymous();
        var file = await coder.GetAsync(new Uri(dump.GetProperty("download_url").GetString()!).PathAndQuery, anybody);
        file.GetProperty("user").GetProperty("full_name").GetString().ShouldBe("Mia Member");
        file.GetProperty("range").GetProperty("start").GetInt64().ShouldBe(1794960000);
        file.GetProperty("days").EnumerateArray().Select(day => (day.GetProperty("date").GetString(), Total(day), Names(day, "projects").Length))
            .ShouldBe([("2026-11-18", 1200.0, 1), ("2026-11-20", 2400.0, 2)]);

        var machine = file.GetProperty("days")[0].GetProperty("machines")[0].GetProperty("machine_name_id").GetString();
        (await coder.GetAsync(Root + "machine_names")).GetProperty("data")[0].GetProperty("id").GetString().ShouldBe(machine);
        (await coder.GetAsync(Root + "heartbeats?date=2026-11-20")).GetProperty("data")[0].GetProperty("machine_name_id").GetString().ShouldBe(machine);
        using var stranger = await anybody.GetAsync("/api/v1/daily_dumps/guessed");
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_timeout_is_computed_from_the_heartbeats()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(Coder.Beat("2026-11-20T09:00:00"), Coder.Beat("2026-11-20T09:05:00", write: true), Coder.Beat("2026-11-20T09:25:00", write: true), Coder.Beat("2026-11-20T09:26:00"));
        Total((await coder.GetAsync(Day())).GetProperty("data")[0]).ShouldBe(360);
        Total((await coder.GetAsync(Day("&timeout=15"))).GetProperty("data")[0]).ShouldBe(360);
        Total((await coder.GetAsync(Day("&timeout=30"))).GetProperty("data")[0]).ShouldBe(1560);
        Total((await coder.GetAsync(Day("&timeout=5"))).GetProperty("data")[0]).ShouldBe(60);
        Total((await coder.GetAsync(Day("&timeout=30&writes_only=true"))).GetProperty("data")[0]).ShouldBe(1200);
        (await coder.GetAsync(Root + "stats?start=2026-11-20&end=2026-11-20&timeout=30")).GetProperty("data").GetProperty("timeout").GetInt32().ShouldBe(30);

        static string Day(string more = "") => Root + "summaries?start=2026-11-20&end=2026-11-20" + more;
    }

    [Fact]
    public async Task Heartbeats_give_the_same_numbers_as_the_rollups()
    {
        var coder = await WeekAsync();
        var rolledUp = await coder.GetAsync(Root + "summaries?start=2026-11-18&end=2026-11-20");
        // The same rule, but another spelling of the same zone: computed from the heartbeats.
        var computed = await coder.GetAsync(Root + "summaries?start=2026-11-18&end=2026-11-20&timezone=Etc/GMT");
        string[] breakdowns = ["projects", "languages", "editors", "machines", "operating_systems", "categories"];
        for (var day = 0; day < 3; day++)
        {
            Total(computed.GetProperty("data")[day]).ShouldBe(Total(rolledUp.GetProperty("data")[day]));
            foreach (var breakdown in breakdowns)
                Names(computed.GetProperty("data")[day], breakdown).ShouldBe(Names(rolledUp.GetProperty("data")[day], breakdown));
        }
    }

    [Fact]
    public async Task Another_time_zone_moves_the_days()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(Coder.Beat("2026-11-20T23:50:00"), Coder.Beat("2026-11-21T00:00:00"), Coder.Beat("2026-11-21T00:10:00"));
        Totals(await coder.GetAsync(Root + "summaries?start=2026-11-20&end=2026-11-21")).ShouldBe([600, 600]);
        Totals(await coder.GetAsync(Root + "summaries?start=2026-11-20&end=2026-11-21&timezone=Europe/Berlin")).ShouldBe([0, 1200]);
    }

    [Fact]
    public async Task Days_of_23_and_25_hours_hold_all_their_time()
    {
        // In Berlin clocks went forward on 29 March and back on 25 October 2026.
        var coder = await Coder.ComeAsync(host, "Europe/Berlin");
        await coder.SendAsync(
            Coder.Beat("2026-03-28T22:55:00"), Coder.Beat("2026-03-28T23:05:00"), Coder.Beat("2026-03-29T21:55:00"), Coder.Beat("2026-03-29T22:05:00"),
            Coder.Beat("2026-10-24T21:55:00"), Coder.Beat("2026-10-24T22:05:00"), Coder.Beat("2026-10-25T22:55:00"), Coder.Beat("2026-10-25T23:05:00"));
        Totals(await coder.GetAsync(Root + "summaries?start=2026-03-28&end=2026-03-30")).ShouldBe([300, 600, 300]);
        Totals(await coder.GetAsync(Root + "summaries?start=2026-10-24&end=2026-10-26")).ShouldBe([300, 600, 300]);
        var range = (await coder.GetAsync(Root + "summaries?start=2026-10-25&end=2026-10-25")).GetProperty("data")[0].GetProperty("range");
        (range.GetProperty("start").GetString(), range.GetProperty("end").GetString()).ShouldBe(("2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.000Z"));
    }

    [Theory]
    [InlineData("summaries")]
    [InlineData("summaries?range=last_8_days")]
    [InlineData("summaries?start=2026-11-20")]
    [InlineData("summaries?start=yesterweek&end=2026-11-20")]
    [InlineData("summaries?start=2026-11-20&end=2026-11-19")]
    [InlineData("summaries?start=1900-01-01&end=2026-11-19")]
    [InlineData("summaries?start=2026-11-20&end=2026-11-20&timeout=0")]
    [InlineData("summaries?start=2026-11-20&end=2026-11-20&timeout=soon")]
    [InlineData("summaries?start=2026-11-20&end=2026-11-20&timezone=Mars/Olympus")]
    [InlineData("summaries?start=2026-11-20&end=2026-11-20&writes_only=perhaps")]
    [InlineData("summaries?start=2026-01-01&end=2026-11-20&timeout=3")]
    [InlineData("stats/last_8_days")]
    [InlineData("stats/2026-13")]
    [InlineData("durations")]
    [InlineData("durations?date=today-ish")]
    [InlineData("durations?date=2026-11-20&slice_by=mood")]
    [InlineData("insights/days/last_8_days")]
    public async Task What_cannot_be_answered_is_said_in_WakaTimes_shape(string path)
    {
        var coder = await Coder.ComeAsync(host);
        using var answer = await coder.Editor.GetAsync(Root + path);
        if (path == "summaries?start=2026-11-20")
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, "one day needs no end");
            return;
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        body.EnumerateObject().Single().Name.ShouldBe("error");
        body.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>20 minutes on Wednesday; on Friday 30 minutes on shop (10 of them in another file and branch) and 10 on blog.</summary>
    private async Task<Coder> WeekAsync()
    {
        var coder = await Coder.ComeAsync(host);
        JsonObject[] beats =
        [
            Coder.Beat("2026-11-18T14:00:00"), Coder.Beat("2026-11-18T14:10:00"), Coder.Beat("2026-11-18T14:20:00"),
            Coder.Beat("2026-11-20T09:00:00"), Coder.Beat("2026-11-20T09:10:00"),
            Coder.Beat("2026-11-20T09:20:00", file: "/w/shop/pay.py", branch: "fix"),
            Coder.Beat("2026-11-20T09:30:00", "blog", "/w/blog/post.md", "Markdown", Coder.Vim),
            Coder.Beat("2026-11-20T09:40:00", "blog", "/w/blog/post.md", "Markdown", Coder.Vim),
        ];
        await coder.SendAsync(beats);
        return coder;
    }

    private static double Total(JsonElement day) => day.GetProperty("grand_total").GetProperty("total_seconds").GetDouble();

    private static double[] Totals(JsonElement answer) => [.. answer.GetProperty("data").EnumerateArray().Select(Total)];

    private static string[] Names(JsonElement owner, string breakdown) =>
        [.. owner.GetProperty(breakdown).EnumerateArray().Select(part => $"{part.GetProperty("name")} {part.GetProperty("total_seconds")}")];
}
