using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Http;

public sealed class StatsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Day = "2026-11-18";

    private static IncomingSample[] Table() =>
    [
        .. new[] { (0, "A"), (120, "A"), (300, "A"), (420, "B"), (540, "B"), (1500, "A"), (1560, "A") }.Select(beat => StatApp.Beat(
            new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero).AddSeconds(beat.Item1), beat.Item2, language: beat.Item2 == "A" ? "C#" : "Go", file: $"/w/{beat.Item2}/x.cs")),
    ];

    private static long Ms(JsonElement stats, string key) =>
        stats.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("key").GetString() == key).Sum(group => group.GetProperty("total_ms").GetInt64());

    [Fact]
    public async Task Heartbeats_become_time_by_the_table()
    {
        await using var app = await StatApp.StartAsync(postgres);
        await app.SendAsync(StatApp.Editor(), Table());
        await app.SendAsync(StatApp.Editor(), Table());

        var stats = await app.GetAsync($"stats?start={Day}&end={Day}&group_by=project");
        stats.GetProperty("total_ms").GetInt64().ShouldBe(600_000);
        stats.GetProperty("pending_days").GetInt32().ShouldBe(0);
        Ms(stats, "A").ShouldBe(480_000);
        Ms(stats, "B").ShouldBe(120_000);
        stats.GetProperty("best_day").GetProperty("date").GetString().ShouldBe(Day);
        stats.GetProperty("days")[0].GetProperty("parts")[0].GetProperty("ms").GetInt64().ShouldBe(480_000);
        stats.GetProperty("groups")[0].GetProperty("share").GetDouble().ShouldBe(0.8);

        (await app.GetAsync($"stats?start={Day}&end={Day}&mode=strict")).GetProperty("total_ms").GetInt64().ShouldBe(60_000);
        (await app.GetAsync($"stats?start={Day}&end={Day}&filter=language:C%23")).GetProperty("total_ms").GetInt64().ShouldBe(480_000);
        (await app.GetAsync($"stats?start={Day}&end={Day}&filter=language:C%23&filter=language:Go")).GetProperty("total_ms").GetInt64().ShouldBe(600_000);
        (await app.GetAsync($"stats?start={Day}&end={Day}&filter=language:C%23&filter=project:B")).GetProperty("total_ms").GetInt64().ShouldBe(0);
        (await app.GetAsync($"stats?start={Day}&end={Day}&filter=file:/w/B/x.cs&group_by=language")).GetProperty("total_ms").GetInt64().ShouldBe(120_000);
        foreach (var dimension in new[] { "tool", "repository", "language", "branch", "machine", "os", "category", "file", "source" })
        {
            var grouped = await app.GetAsync($"stats?start=2026-11-16&end=2026-11-20&group_by={dimension}");
            grouped.GetProperty("total_ms").GetInt64().ShouldBe(600_000, dimension);
            grouped.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("total_ms").GetInt64()).ShouldBe(600_000, dimension);
            grouped.GetProperty("days").GetArrayLength().ShouldBe(5);
        }

        var hours = await app.GetAsync($"stats/hours?start={Day}&end={Day}");
        hours.GetProperty("total_ms").GetInt64().ShouldBe(600_000);
        hours.GetProperty("cells")[0].GetProperty("weekday").GetInt32().ShouldBe(3);
        hours.GetProperty("cells")[0].GetProperty("hour").GetInt32().ShouldBe(10);
        (await app.GetAsync("stats?start=2026-11-19&end=2026-11-19")).GetProperty("previous_total_ms").GetInt64().ShouldBe(600_000);
        (await app.GetAsync($"stats?start={Day}&end={Day}&stream=screen")).GetProperty("total_ms").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_timeout_counts_all_days_anew()
    {
        await using var app = await StatApp.StartAsync(postgres);
        await app.SendAsync(StatApp.Editor(), Table());
        await app.GetAsync($"stats?start={Day}&end={Day}");
        var changed = await app.Owner.Client.PutAsJsonAsync("/api/v1/stats/settings", new { mode = "default", timeout_minutes = 20, include_browser = true });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var stats = await app.GetAsync($"stats?start={Day}&end={Day}");
        stats.GetProperty("total_ms").GetInt64().ShouldBe(1_560_000);
        stats.GetProperty("timeout_minutes").GetInt32().ShouldBe(20);
        Ms(stats, "B").ShouldBe(1_080_000);

        (await app.Owner.Client.PutAsJsonAsync("/api/v1/stats/settings", new { timeout_minutes = 4 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.Owner.Client.PutAsJsonAsync("/api/v1/stats/settings", new { mode = "fast" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.GetAsync("stats/settings")).GetProperty("timeout_minutes").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task Agents_have_a_lane_of_their_own_beside_the_total()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var nine = new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);
        await app.SendAsync(StatApp.Editor(), [.. Enumerable.Range(0, 31).Select(minute => StatApp.Beat(nine.AddMinutes(minute), "A"))]);
        await app.SendAsync(StatApp.Agent(), [.. Enumerable.Range(0, 61).Select(minute => StatApp.Beat(
            nine.AddMinutes(minute), "A", "Claude Code", source: SampleSource.Agent,
            extra: minute % 10 == 0 ? """{"ai_line_changes":3,"ai_input_tokens":100,"ai_output_tokens":10,"ai_cached_input_tokens":1000,"ai_prompt_length":12}""" : null))]);

        var stats = await app.GetAsync($"stats?start={Day}&end={Day}&group_by=tool");
        stats.GetProperty("total_ms").GetInt64().ShouldBe(30 * 60_000);
        stats.GetProperty("agent").GetProperty("total_ms").GetInt64().ShouldBe(60 * 60_000);
        var supervised = stats.GetProperty("agent").GetProperty("supervised_ms").GetInt64();
        supervised.ShouldBeInRange(30 * 60_000, 31 * 60_000);
        stats.GetProperty("agent").GetProperty("autonomous_ms").GetInt64().ShouldBe(60 * 60_000 - supervised);
        var ai = stats.GetProperty("ai");
        ai.GetProperty("lines_ai").GetInt64().ShouldBe(21);
        ai.GetProperty("tokens_in").GetInt64().ShouldBe(700);
        ai.GetProperty("tokens_cached").GetInt64().ShouldBe(7_000);
        ai.GetProperty("prompts").GetInt64().ShouldBe(7);
        ai.GetProperty("by_agent")[0].GetProperty("name").GetString().ShouldBe("Claude Code");

        var parity = await app.GetAsync($"stats?start={Day}&end={Day}&group_by=tool&mode=wakatime");
        parity.GetProperty("total_ms").GetInt64().ShouldBe(60 * 60_000);
        (await app.GetAsync($"stats?start={Day}&end={Day}&stream=screen")).GetProperty("total_ms").GetInt64().ShouldBeInRange(30 * 60_000, 31 * 60_000);
    }

    [Fact]
    public async Task Two_tools_for_half_an_hour_are_half_an_hour_and_each_shows_its_own()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var nine = new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);
        foreach (var tool in new[] { "VS Code", "Zed" })
            await app.SendAsync(StatApp.Editor(tool), [.. Enumerable.Range(0, 31).Select(minute => StatApp.Beat(nine.AddMinutes(minute), "A", tool))]);
        var stats = await app.GetAsync($"stats?start={Day}&end={Day}&group_by=tool");
        stats.GetProperty("total_ms").GetInt64().ShouldBe(30 * 60_000);
        stats.GetProperty("groups").EnumerateArray().ShouldAllBe(group => group.GetProperty("own_ms").GetInt64() == 30 * 60_000);
        stats.GetProperty("groups").GetArrayLength().ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_gap_over_midnight_is_split_exactly_and_a_late_heartbeat_reaches_the_day_before()
    {
        await using var app = await StatApp.StartAsync(postgres);
        await app.SendAsync(StatApp.Editor(), StatApp.Beat("2026-11-18T22:48:00Z", "A"));
        await app.GetAsync($"stats?start={Day}&end={Day}");
        await app.SendAsync(StatApp.Editor(), StatApp.Beat("2026-11-18T23:02:00Z", "A"));
        (await app.GetAsync($"stats?start={Day}&end={Day}")).GetProperty("total_ms").GetInt64().ShouldBe(12 * 60_000);
        (await app.GetAsync("stats?start=2026-11-19&end=2026-11-19")).GetProperty("total_ms").GetInt64().ShouldBe(2 * 60_000);
        var sessions = await app.GetAsync("sessions?start=2026-11-19&end=2026-11-19");
        sessions.GetProperty("items").GetArrayLength().ShouldBe(1);
        sessions.GetProperty("items")[0].GetProperty("duration_ms").GetInt64().ShouldBe(14 * 60_000);
        sessions.GetProperty("items")[0].GetProperty("heartbeats").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task What_makes_no_sense_is_said_field_by_field()
    {
        (string Path, string Field, string Key)[] wrong =
        [
            ("stats?group_by=colour", "group_by", "unknown"), ("stats?mode=fast", "mode", "unknown"), ("stats?stream=radio", "stream", "unknown"),
            ("stats?filter=colour:red", "filter", "unknown"), ("stats?filter=red", "filter", "unknown"), ("stats?filter=tool:%00", "filter", "invalid"),
            ("stats?start=2026-11-19&end=2026-11-18", "start", "after-end"), ("stats?start=2022-11-19&end=2026-11-18", "end", "range-too-long"),
            ("stats?start=0001-01-01&end=0001-01-01", "start", "out-of-range"), ("stats/hours?start=2022-11-19&end=2026-11-18", "end", "range-too-long"),
            ("sessions?cursor=abc", "cursor", "invalid"), ("sessions?start=yesterday", "start", "invalid"), ("sessions?limit=0", "limit", "out-of-range"),
        ];
        await using var app = await StatApp.StartAsync(postgres);
        foreach (var (path, field, key) in wrong)
        {
            var answer = await app.GetAsync(path, HttpStatusCode.UnprocessableEntity);
            answer.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key, path);
        }

        (await app.GetAsync("stats?start=2023-11-19&end=2026-11-18")).GetProperty("days").GetArrayLength().ShouldBe(1096);
    }
}
