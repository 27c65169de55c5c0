using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Host.Demo;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class DemoHeartbeatsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateOnly Monday = new(2026, 11, 16);

    [Fact]
    public void The_same_week_has_the_same_heartbeats_and_none_from_the_future()
    {
        var now = DateTimeOffset.Parse("2026-11-18T10:00:00Z", CultureInfo.InvariantCulture);
        var once = Texts(now);

        once.Count.ShouldBeGreaterThan(100);
        once.ShouldBe(Texts(now));
        once.Distinct(StringComparer.Ordinal).Count().ShouldBe(once.Count);
        All(now).ShouldAllBe(beat => beat["time"]!.GetValue<decimal>() <= now.ToUnixTimeMilliseconds() / 1000m);
    }

    [Fact]
    public void An_editor_a_browser_and_two_agents_speak_and_only_agents_use_tokens()
    {
        var beats = All(DateTimeOffset.MaxValue);

        foreach (var tool in (string[])["vscode/", "chrome-wakatime/", "claude-code/", "codex/"])
            beats.Count(beat => Agent(beat).Contains(tool, StringComparison.Ordinal)).ShouldBeGreaterThan(10, tool);
        beats.ShouldAllBe(beat => (beat["category"]!.GetValue<string>() == "ai coding") == (beat["ai_input_tokens"] != null));
        beats.Where(beat => beat["type"]!.GetValue<string>() == "file").ShouldAllBe(beat => beat["project"] != null && beat["entity"] != null);
    }

    [Fact]
    public void Requests_are_no_larger_than_the_contract_takes() =>
        DemoHeartbeats.Batches(Monday, DateTimeOffset.MaxValue, Berlin).ShouldAllBe(batch => batch.Count <= 1000);

    private static string Agent(JsonNode beat) => beat["user_agent"]!.GetValue<string>();

    private static List<JsonNode> All(DateTimeOffset now) => [.. DemoHeartbeats.Batches(Monday, now, Berlin).SelectMany(batch => batch).Select(beat => beat!)];

    private static List<string> Texts(DateTimeOffset now) => [.. All(now).Select(beat => beat.ToJsonString())];
}
