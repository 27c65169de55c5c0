using Daybook.AwStub;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

/// <summary>The source changes between and during syncs; what is stored ends up as what the source holds.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private const string Window = "aw-watcher-window_laptop";
    private AwServer server = null!;
    private Mirror mirror = null!;

    private DateTimeOffset Now => mirror.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        server = await AwServer.StartAsync();
        mirror = new Mirror(server);
        server.Store.Bucket(Window, "currentwindow");
    }

    public async ValueTask DisposeAsync()
    {
        mirror.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_growing_event_stays_one_through_a_day_of_syncs_every_ten_minutes()
    {
        var start = Now;
        var id = server.Store.Add(Window, start, TimeSpan.FromSeconds(270), new { app = "Code", title = "a" });
        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            mirror.Clock.Now = start.AddMinutes(minute);
            server.Store.Change(Window, id, known => known with { Duration = TimeSpan.FromMinutes(minute) });
            await mirror.SyncAsync();
        }

        var only = mirror.Samples(Window).ShouldHaveSingleItem();
        (only.Start, only.Duration).ShouldBe((start, TimeSpan.FromMinutes(1430)));
    }

    [Fact]
    public async Task An_event_that_grows_over_a_long_weekend_ends_with_its_whole_length()
    {
        var start = Now;
        var id = server.Store.Add(Window, start, TimeSpan.FromMinutes(1), new { app = "lock", title = "screen" });
        await mirror.SyncAsync();
        for (var hours = 6; hours <= 84; hours += 6)
        {
            mirror.Clock.Now = start.AddHours(hours);
            server.Store.Change(Window, id, known => known with { Duration = TimeSpan.FromHours(hours) });
            await mirror.SyncAsync();
        }

        mirror.Samples(Window).ShouldHaveSingleItem().Duration.ShouldBe(TimeSpan.FromHours(84));
    }

    [Fact]
    public async Task Events_across_window_and_lookback_edges_are_neither_cut_nor_doubled()
    {
        // Midnights and the edges of the reading windows (12:00) all lie inside one of these.
        for (var at = Now.AddDays(-10); at < Now; at = at.AddMinutes(50))
            server.Store.Add(Window, at, TimeSpan.FromMinutes(50), new { app = "Code", title = at.ToString("O") });
        await mirror.SyncAsync();
        var stored = mirror.Samples(Window).ToList();
        stored.ShouldAllBe(sample => sample.Duration == TimeSpan.FromMinutes(50));
        stored.ShouldAllBe(sample => sample.Start >= Now.AddDays(-7));
        stored.Count.ShouldBe(server.Store.Find(Window)!.Events.Count(known => known.Start >= Now.AddDays(-7)));

        for (var again = 0; again < 3; again++)
        {
            mirror.Clock.Now = Now.AddMinutes(7);
            await mirror.SyncAsync();
            mirror.Samples(Window).Sum(sample => sample.Duration.TotalMinutes).ShouldBe(stored.Count * 50);
        }
    }

    [Fact]
    public async Task Twelve_thousand_events_come_whole_past_a_page_that_fails_once()
    {
        for (var index = 0; index < 12_345; index++)
            server.Store.Add(Window, Now.AddDays(-6).AddSeconds(index * 40), TimeSpan.FromSeconds(40), new { app = "Code", title = $"file {index}" });
        var pages = 0;
        server.Misbehave = context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal) || ++pages != 9) return Task.FromResult(false);
            context.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync());
        mirror.Problems.ShouldHaveSingleItem().Slug.ShouldBe("server-error");
        mirror.Samples(Window).Count().ShouldBeInRange(1, 12_344);

        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(12_345);
        mirror.Samples(Window).Sum(sample => sample.Duration.TotalSeconds).ShouldBe(12_345 * 40);
    }

    [Fact]
    public async Task A_dense_minute_is_read_in_ever_smaller_windows()
    {
        for (var index = 0; index < 6_000; index++)
            server.Store.Add(Window, Now.AddHours(-2).AddMilliseconds(index * 10), TimeSpan.FromMilliseconds(10), new { app = "Code", title = $"{index}" });
        await mirror.SyncAsync();
        mirror.Problems.ShouldBeEmpty();
        mirror.Samples(Window).Count().ShouldBe(6_000);
        mirror.Samples(Window).Sum(sample => sample.Duration.TotalMilliseconds).ShouldBe(60_000);
    }

    [Fact]
    public async Task Late_edited_and_deleted_events_within_a_day_end_up_right()
    {
        for (var minute = 0; minute < 60; minute++)
            server.Store.Add(Window, Now.AddMinutes(minute - 120), TimeSpan.FromMinutes(1), new { app = "Code", title = $"{minute}" });
        await mirror.SyncAsync();

        var events = server.Store.Find(Window)!.Events;
        server.Store.Delete(Window, events[10].Id);
        server.Store.Change(Window, events[20].Id, known => known with { Duration = TimeSpan.FromSeconds(5) });
        server.Store.Change(Window, events[30].Id, known => known with { Start = known.Start.AddSeconds(-30) });
        server.Store.Change(Window, events[40].Id, known => known with { Data = new() { ["app"] = "Mail", ["title"] = "edited" } });
        server.Store.Add(Window, Now.AddHours(-20), TimeSpan.FromMinutes(3), new { app = "Late", title = "queue of an offline watcher" });
        mirror.Clock.Now = Now.AddMinutes(5);
        await mirror.SyncAsync();

        mirror.Samples(Window).Select(sample => (sample.Start, sample.Duration, sample.App, sample.Title)).ShouldBe(
            server.Store.Find(Window)!.Events.OrderBy(known => known.Start)
                .Select(known => (known.Start, known.Duration, (string?)known.Data["app"]!, (string?)known.Data["title"]!)));
    }

    [Fact]
    public async Task A_watcher_that_was_offline_for_days_is_caught_up_with()
    {
        server.Store.Add(Window, Now.AddHours(-1), TimeSpan.FromMinutes(1), new { app = "Code", title = "before" });
        await mirror.SyncAsync();
        mirror.Clock.Now = Now.AddDays(20);
        await mirror.SyncAsync();
        server.Store.Add(Window, Now.AddDays(-15), TimeSpan.FromMinutes(1), new { app = "Code", title = "was queued" });
        await mirror.SyncAsync();
        mirror.Samples(Window).Select(sample => sample.Title).ShouldBe(["before", "was queued"]);
    }

    [Fact]
    public async Task A_longer_lookback_reads_again_from_further_back()
    {
        server.Store.Add(Window, Now.AddDays(-20), TimeSpan.FromMinutes(1), new { app = "Code", title = "old" });
        server.Store.Add(Window, Now.AddDays(-1), TimeSpan.FromMinutes(1), new { app = "Code", title = "new" });
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(1);
        await mirror.SyncAsync(new { lookback_days = 30 });
        mirror.Samples(Window).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_was_set_up_anew_adds_and_takes_nothing_away()
    {
        for (var hour = 1; hour < 20; hour++)
            server.Store.Add(Window, Now.AddHours(-hour), TimeSpan.FromMinutes(10), new { app = "Code", title = $"{hour}" });
        await mirror.SyncAsync();
        server.Store.Wipe();
        server.Store.Bucket(Window, "currentwindow", created: Now);
        mirror.Clock.Now = Now.AddHours(2);
        server.Store.Add(Window, Now.AddHours(-1), TimeSpan.FromMinutes(10), new { app = "Code", title = "number 1 again" });
        await mirror.SyncAsync();
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(20);

        server.Store.DeleteBucket(Window);
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_from_its_checkpoint()
    {
        for (var hour = 1; hour < 160; hour++)
            server.Store.Add(Window, Now.AddHours(-hour), TimeSpan.FromMinutes(10), new { app = "Code", title = $"{hour}" });
        await mirror.SyncAsync(stopAfter: 2);
        var before = server.Requests.Count;
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(159);
        server.Requests.Skip(before).Count(path => path.Contains("/events?", StringComparison.Ordinal)).ShouldBeLessThan(7);
    }

    [Fact]
    public async Task Times_below_a_second_stay_what_they_are()
    {
        for (var index = 0; index < 20; index++)
            server.Store.Add(Window, Now.AddMinutes(-5).AddMilliseconds(index * 100), TimeSpan.FromMilliseconds(100), new { app = "Code", title = $"{index}" });
        server.Store.Add(Window, Now.AddMinutes(-4), TimeSpan.Zero, new { app = "Code", title = "a moment" });
        await mirror.SyncAsync();
        mirror.Samples(Window).Sum(sample => sample.Duration.TotalMilliseconds).ShouldBe(2_000);
        mirror.Samples(Window).Count().ShouldBe(21);
    }
}
