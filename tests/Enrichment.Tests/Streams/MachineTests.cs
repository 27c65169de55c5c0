using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Streams;

/// <summary>Streams of one machine read together, and several machines of one person.</summary>
public sealed class MachineTests
{
    private static readonly SampleContext Chrome = new("Google Chrome", null, "Docs - Google Chrome");
    private static readonly SampleContext Code = new("Code", null, "a.cs — harbor-api");
    private static readonly SampleContext Zoom = new("zoom.us", null, "Zoom Meeting");
    private readonly Stream stream = new();

    [Fact]
    public void Away_from_keyboard_is_taken_from_the_window()
    {
        var (window, presence) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Presence));
        stream.Saw(window, 0, 1000, Code).Saw(presence, 0, 400).Saw(presence, 400, 700, state: SampleState.Idle).Saw(presence, 700, 1000);
        stream.Spans().ShouldBe(["0-400 active Code a.cs — harbor-api", "400-700 idle", "700-1000 active Code a.cs — harbor-api"]);
    }

    [Fact]
    public void Without_a_presence_watcher_focus_is_presence() =>
        stream.Saw(stream.Device(DeviceKind.Window), 0, 1000, Code).Spans().ShouldBe(["0-1000 active Code a.cs — harbor-api"]);

    [Fact]
    public void A_presence_watcher_that_is_silent_for_long_vouches_for_nothing()
    {
        var (window, presence) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Presence));
        stream.Saw(window, 0, 2000, Code).Saw(presence, 0, 500).Saw(presence, 600, 800);
        stream.Spans().ShouldBe(["0-800 active Code a.cs — harbor-api", "800-2000 idle"]);
    }

    [Fact]
    public void A_call_may_be_listened_to_for_ten_minutes_and_for_an_hour_while_its_window_is_in_front()
    {
        var (window, presence) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Presence));
        stream.Saw(window, 0, 1500, new SampleContext("zoom.us", null, "Home")).Saw(window, 1500, 6000, Zoom).Saw(presence, 0, 300).Saw(presence, 300, 6000, state: SampleState.Idle);
        stream.Spans().ShouldBe(["0-900 active zoom.us Home", "900-1500 idle", "1500-3900 active zoom.us Zoom Meeting", "3900-6000 idle"]);
    }

    [Fact]
    public void The_tab_is_known_only_while_its_browser_has_focus()
    {
        var (window, web) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Browser, name: "aw-watcher-web-chrome"));
        stream.Saw(window, 0, 100, Chrome).Saw(window, 100, 200, Code).Saw(web, 0, 300, new SampleContext(Title: "Issue 5", Url: "https://github.com/a/harbor-api/issues/5"));
        stream.Spans().ShouldBe(["0-100 active Google Chrome Issue 5 github.com", "100-200 active Code a.cs — harbor-api"]);
    }

    [Fact]
    public void Another_browsers_tab_says_nothing_of_this_one()
    {
        var (window, web) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Browser, name: "aw-watcher-web-firefox"));
        stream.Saw(window, 0, 100, Chrome).Saw(web, 0, 100, new SampleContext(Title: "Private", Url: "https://example.org"));
        stream.Spans().ShouldBe(["0-100 active Google Chrome Docs"]);
    }

    [Fact]
    public void Alone_a_browsers_pulses_bridge_two_minutes_and_end_after_thirty_seconds()
    {
        var web = stream.Device(DeviceKind.Browser);
        var page = new SampleContext(Title: "Issue", Url: "https://github.com/a/b");
        stream.Saw(web, 0, 0, page).Saw(web, 100, 100, page).Saw(web, 400, 400, page).Spans().ShouldBe(["0-130 active Issue github.com", "400-430 active Issue github.com"]);
    }

    [Fact]
    public void An_editor_enriches_its_window()
    {
        var (window, editor) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Editor));
        stream.Saw(window, 0, 100, Code).Saw(editor, 20, 60, new SampleContext(File: "a.cs", Repository: "harbor-api", Branch: "HBR-1"));
        stream.Saw(editor, 60, 110, new SampleContext(File: "a.cs", Repository: "harbor-api", Branch: "HBR-1"));
        stream.Spans().ShouldBe(["0-20 active Code a.cs — harbor-api", "20-100 active Code a.cs — harbor-api HBR-1"]);
    }

    [Fact]
    public void A_coding_agent_never_adds_time() =>
        stream.Saw(stream.Device(DeviceKind.CodingAgent), 0, 600, Code).Spans().ShouldBeEmpty();

    [Fact]
    public void Presence_that_no_window_explains_is_presence_of_nothing_known()
    {
        var (window, presence) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Presence));
        stream.Saw(window, 0, 100, Code).Saw(presence, 0, 300).Spans().ShouldBe(["0-100 active Code a.cs — harbor-api", "100-300 active"]);
    }

    [Fact]
    public void Of_two_machines_the_one_with_input_wins_and_nothing_counts_twice()
    {
        var (mbp, air) = (stream.Device(DeviceKind.Agent, "mbp"), stream.Device(DeviceKind.Agent, "air"));
        for (var i = 0; i < 9; i++)
        {
            stream.Saw(mbp, i * 60, i * 60 + 60, Code, idle: i < 5 ? 1 : (i - 4) * 60);
            stream.Saw(air, i * 60, i * 60 + 60, Zoom, idle: i < 5 ? 200 : 2);
        }

        stream.Spans().ShouldBe(["0-300 active Code a.cs — harbor-api", "300-540 active zoom.us Zoom Meeting"]);
    }

    [Fact]
    public void A_challenger_must_last()
    {
        var (mbp, air) = (stream.Device(DeviceKind.Agent, "mbp"), stream.Device(DeviceKind.Agent, "air"));
        stream.Saw(mbp, 0, 60, Code, idle: 20).Saw(mbp, 60, 120, Code, idle: 20).Saw(air, 50, 55, Zoom).Spans().ShouldBe(["0-120 active Code a.cs — harbor-api"]);
    }

    [Fact]
    public void A_blink_between_events_and_a_glance_at_something_else_do_not_break_a_stretch()
    {
        var window = stream.Device(DeviceKind.Window);
        stream.Saw(window, 0, 100, Code).Saw(window, 101, 105, Chrome).Saw(window, 105, 200, Code).Spans().ShouldBe(["0-200 active Code a.cs — harbor-api"]);
    }

    [Fact]
    public void A_day_ends_where_it_ends() =>
        stream.Saw(stream.Device(DeviceKind.Window), 0, 1000, Code).Spans(until: 600).ShouldBe(["0-600 active Code a.cs — harbor-api"]);

    [Fact]
    public void A_calendar_names_the_call_it_overlaps_and_adds_no_time()
    {
        var (window, calendar) = (stream.Device(DeviceKind.Window), stream.Device(DeviceKind.Range, ""));
        stream.Saw(window, 100, 200, Zoom).Saw(calendar, 0, 1000, new SampleContext(CalendarEvent: "Harbor sync"));
        stream.Spans().ShouldBe(["100-200 active zoom.us Zoom Meeting"]);
        var spans = Daybook.Enrichment.Spans.TimelineBuilder.Build(stream.Day, 0, 1_000_000, new HashSet<string>()).Spans;
        spans.ShouldHaveSingleItem().Facts.Calendar.ShouldBe("Harbor sync");
    }
}
