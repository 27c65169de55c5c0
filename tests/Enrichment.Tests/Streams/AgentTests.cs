using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Streams;

public sealed class AgentTests
{
    private static readonly SampleContext Code = new("Code", null, "a.cs");
    private static readonly SampleContext Mail = new("Mail", null, "Inbox");
    private readonly Stream stream = new();
    private readonly int agent;

    public AgentTests() => agent = stream.Device(DeviceKind.Agent);

    [Fact]
    public void A_sample_covers_its_interval_and_never_its_predecessor() =>
        stream.Saw(agent, 0, 60, Code).Saw(agent, 30, 90, Mail).Spans().ShouldBe(["0-60 active Code a.cs", "60-90 active Mail Inbox"]);

    [Fact]
    public void A_timer_that_is_late_leaves_no_hole_but_a_crash_does() =>
        stream.Saw(agent, 0, 60, Code).Saw(agent, 63, 123, Code).Saw(agent, 300, 360, Code).Spans().ShouldBe(["0-123 active Code a.cs", "300-360 active Code a.cs"]);

    [Fact]
    public void A_short_pause_is_presence() =>
        stream.Saw(agent, 0, 60, Code, idle: 40).Saw(agent, 60, 120, Code, idle: 5).Spans().ShouldBe(["0-120 active Code a.cs"]);

    [Fact]
    public void Idle_is_dated_back_to_the_last_input()
    {
        stream.Saw(agent, 0, 60, Code, idle: 10);
        for (var i = 1; i <= 5; i++) stream.Saw(agent, i * 60, i * 60 + 60, Code, idle: 10 + i * 60, state: i == 5 ? SampleState.Idle : SampleState.Active);
        stream.Saw(agent, 360, 420, Code, idle: 1).Spans().ShouldBe(["0-50 active Code a.cs", "50-360 idle", "360-420 active Code a.cs"]);
    }

    [Fact]
    public void Locked_and_withheld_time_keeps_no_context() =>
        stream.Saw(agent, 0, 60, Code).Saw(agent, 60, 120, Mail, state: SampleState.Locked).Saw(agent, 120, 180, Mail, state: SampleState.Paused)
            .Saw(agent, 180, 240, Mail, state: SampleState.Excluded).Saw(agent, 240, 300, Mail, state: SampleState.Sleep).Saw(agent, 300, 360, new SampleContext("loginwindow"))
            .Spans().ShouldBe(["0-60 active Code a.cs", "60-120 locked", "120-240 private", "240-360 locked"]);

    [Fact]
    public void Listening_to_a_call_is_presence() =>
        stream.Saw(agent, 0, 600, Code, idle: 590, state: SampleState.Idle, call: true).Spans().ShouldBe(["0-600 active Code a.cs"]);

    [Fact]
    public void A_call_nobody_has_touched_for_hours_is_not() =>
        stream.Saw(agent, 0, 18_000, Code, idle: 18_000, state: SampleState.Idle, call: true).Spans().ShouldBe(["0-18000 idle"]);

    [Fact]
    public void A_clock_that_steps_back_erases_nothing() =>
        stream.Saw(agent, 0, 60, Code).Saw(agent, 600, 660, Code).Saw(agent, 60, 120, Mail).Spans()
            .ShouldBe(["0-60 active Code a.cs", "60-120 active Mail Inbox", "600-660 active Code a.cs"]);
}
