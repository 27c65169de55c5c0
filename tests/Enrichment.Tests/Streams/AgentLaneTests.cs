using Daybook.Enrichment.Spans;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Streams;

/// <summary>What a coding agent does beside the person.</summary>
public sealed class AgentLaneTests
{
    private static readonly SampleContext Agent = new("Claude Code", Repository: "harbor-api", EntityType: "app", Category: "ai coding", Data: """{"model":"opus 5"}""");
    private static readonly SampleContext Terminal = new("kitty", null, "~/harbor-api");
    private static readonly SampleContext Mail = new("Thunderbird", null, "Inbox");
    private readonly Stream stream = new();

    private string[] Lane(int until = 100_000)
    {
        var timeline = TimelineBuilder.Build(stream.Day, 0, until * 1000L, new HashSet<string>(StringComparer.Ordinal));
        return [.. AgentLanes.Split(timeline.Streams.Annotations.Single(), timeline.Slices, timeline.Streams.Contexts, 0, until * 1000L)
            .Select(piece => $"{piece.Start / 1000}-{piece.End / 1000} {(piece.Supervising ? "supervising" : "autonomous")}")];
    }

    private void Beats(int from, int to)
    {
        var device = stream.Device(DeviceKind.CodingAgent);
        for (var second = from; second <= to; second += 60) stream.Saw(device, second, second, Agent);
    }

    [Fact]
    public void Heartbeats_of_an_agent_alone_are_autonomous_work_and_no_time_of_the_person()
    {
        Beats(0, 600);
        Lane().ShouldBe(["0-630 autonomous"]);
        stream.Spans().ShouldBeEmpty();
    }

    [Fact]
    public void An_agent_is_supervised_while_the_person_has_a_terminal_in_front()
    {
        var window = stream.Device(DeviceKind.Window);
        stream.Saw(window, 100, 200, Terminal).Saw(window, 200, 300, Mail).Saw(window, 300, 400, Terminal);
        Beats(0, 600);
        Lane().ShouldBe(["0-100 autonomous", "100-200 supervising", "200-300 autonomous", "300-400 supervising", "400-630 autonomous"]);
        stream.Spans().Length.ShouldBe(3);
        Lane(until: 350)[^1].ShouldBe("300-350 supervising");
    }

    [Fact]
    public void A_terminal_nobody_sits_at_supervises_nothing()
    {
        var (window, presence) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Presence));
        stream.Saw(window, 0, 600, Terminal).Saw(presence, 0, 100).Saw(presence, 100, 600, state: SampleState.Idle);
        Beats(0, 540);
        Lane().ShouldBe(["0-100 supervising", "100-570 autonomous"]);
    }

    [Fact]
    public void An_agent_that_says_idle_works_at_nothing()
    {
        var device = stream.Device(DeviceKind.CodingAgent);
        stream.Saw(device, 0, 0, Agent).Saw(device, 60, 60, Agent, state: SampleState.Idle).Saw(device, 90, 90, Agent, state: SampleState.Idle);
        Lane().ShouldBe(["0-60 autonomous"]);
    }

    [Fact]
    public void An_editors_heartbeats_say_file_repository_and_branch_of_the_window_in_front()
    {
        var (window, editor) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Editor));
        stream.Saw(window, 0, 300, new SampleContext("Code", null, "a.cs"));
        foreach (var second in new[] { 0, 100, 200 })
        {
            stream.Saw(editor, second, second, new SampleContext(
                "VS Code", File: "/w/harbor-api/src/a.cs", Repository: "harbor-api", Branch: "main", Language: "C#", Category: "coding", EntityType: "file", UserAgent: "wakatime/1"));
        }

        var timeline = TimelineBuilder.Build(stream.Day, 0, 300_000, new HashSet<string>(StringComparer.Ordinal));
        var first = timeline.Spans[0];
        (first.Facts.App, first.Facts.Repository, first.Facts.Branch, first.Facts.File).ShouldBe(("Code", "harbor-api", "main", "/w/harbor-api/src/a.cs"));
        (first.Start, first.End).ShouldBe((0, 230_000));
        timeline.Streams.Contexts[timeline.Slices[0].Context].Category.ShouldBe("coding");
    }
}
