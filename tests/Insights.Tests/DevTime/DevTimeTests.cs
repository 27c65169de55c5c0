using System.Net;
using Daybook.Insights.Tests.Reads;
using Daybook.Insights.Tests.WakaTime;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.DevTime;

public sealed class DevTimeTests(ReadHost host)
{
    [Fact]
    public async Task Stats_are_seconds_and_every_breakdown_says_what_it_adds_up_to()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(StatusBarTests.Today());
        Golden.Matches(await coder.GetAsync("/api/stats?range=day"), """
            {"total_seconds": 2400, "by_tool": {"VS Code": 1800, "Vim": 600}, "by_project": {"shop": 1800, "blog": 600},
             "by_language": {"Python": 1800, "Markdown": 600}, "by_day": [{"date": "2026-11-21", "seconds": 2400}],
             "adds_up_to": {"by_tool": 2400, "by_project": 2400, "by_language": 2400}, "own_by_tool": {"VS Code": 1200, "Vim": 600}}
            """);
        (await coder.GetAsync("/api/stats?range=week")).GetProperty("by_day").GetArrayLength().ShouldBe(7);
        (await coder.GetAsync("/api/stats?start=2026-11-20&end=2026-11-21", coder.Client)).GetProperty("by_day").GetArrayLength().ShouldBe(2);
        (await coder.GetAsync("/api/stats?project=shop")).GetProperty("total_seconds").GetDouble().ShouldBe(1800);
        (await coder.Editor.GetAsync("/api/stats?range=fortnight")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Tools_side_by_side_are_counted_once_in_the_total()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(
            Coder.Beat("2026-11-21T09:00:00"), Coder.Beat("2026-11-21T09:05:00", agent: Coder.Vim), Coder.Beat("2026-11-21T09:10:00"),
            Coder.Beat("2026-11-21T09:15:00", agent: Coder.Vim));
        var stats = await coder.GetAsync("/api/stats?range=today");
        stats.GetProperty("total_seconds").GetDouble().ShouldBe(900);
        stats.GetProperty("by_tool").EnumerateObject().Sum(tool => tool.Value.GetDouble()).ShouldBe(900);
        stats.GetProperty("own_by_tool").EnumerateObject().Select(tool => tool.Value.GetDouble()).ShouldBe([600, 600]);
    }

    [Fact]
    public async Task A_session_is_one_tool_and_project_across_midnight_too()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(
            Coder.Beat("2026-11-19T23:50:00"), Coder.Beat("2026-11-20T00:00:00"), Coder.Beat("2026-11-20T00:10:00"),
            Coder.Beat("2026-11-20T09:00:00", "blog"), Coder.Beat("2026-11-20T09:14:00", "blog"));
        var sessions = (await coder.GetAsync("/api/sessions?start=2026-11-20&end=2026-11-20")).GetProperty("sessions");
        sessions.EnumerateArray().Select(session => (
                session.GetProperty("tool").GetString(), session.GetProperty("project").GetString(), session.GetProperty("duration").GetDouble(), session.GetProperty("heartbeat_count").GetInt32()))
            .ShouldBe([("VS Code", "blog", 840, 2), ("VS Code", "shop", 1200, 3)]);
        sessions[1].GetProperty("start_time").GetInt64().ShouldBe(new DateTimeOffset(2026, 11, 19, 23, 50, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        (await coder.GetAsync("/api/sessions?start=2026-11-20&end=2026-11-20&project=blog")).GetProperty("sessions").GetArrayLength().ShouldBe(1);
    }
}
