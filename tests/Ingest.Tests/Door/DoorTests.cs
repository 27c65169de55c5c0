using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Kernel.Database;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.Door;

/// <summary>What connectors rely on: streams, growing events, restated windows, touched days. On a host of its own, so that touches can be counted.</summary>
public sealed class DoorTests(TrackerApp tracker) : IClassFixture<TrackerApp>
{
    private static readonly SampleContext Editor = new(App: "Code", Title: "a.cs", Repository: "daybook");

    private SampleDoor SampleDoor => tracker.App.Services.GetRequiredService<SampleDoor>();
    private Db Db => tracker.App.Services.GetRequiredService<Db>();
    private SampleQueries Queries => tracker.App.Services.GetRequiredService<SampleQueries>();

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant);

    private static IncomingSample Sample(Guid id, DateTimeOffset start, double minutes, SampleContext? context = null, SampleSource source = SampleSource.Human) => new(
        id, start.AddMinutes(minutes), (long)(minutes * 60_000), 0, SampleState.Active, source, false, 0, null, context ?? Editor);

    private async Task<int> UserAsync()
    {
        await using var connection = await tracker.OpenAsync();
        return await connection.QuerySingleAsync<int>("select user_id from workspace.user where id = @UserId", tracker.Owner);
    }

    private async Task<int> StreamAsync(string name, DeviceKind kind = DeviceKind.Window)
    {
        var user = await UserAsync();
        return await Db.InTransactionAsync(tx => SampleDoor.StreamAsync(tx, user, new StreamInfo("aw:" + name, name, "laptop", kind, "activitywatch"), default), default);
    }

    private async Task<string[]> AcceptAsync(int device, bool growing, RestatedWindow? restated, params IncomingSample[] samples)
    {
        var user = await UserAsync();
        var verdicts = await Db.InTransactionAsync(tx => SampleDoor.AcceptAsync(tx, user, device, samples, growing, restated, default), default);
        verdicts.Select(one => one.Index).ShouldBe(Enumerable.Range(0, samples.Length));
        return [.. verdicts.Select(one => one.Reason is null ? one.Verdict.ToString() : $"{one.Verdict} {one.Reason}")];
    }

    private async Task<List<(Guid Id, int Minutes)>> StoredAsync(int device)
    {
        await using var connection = await tracker.OpenAsync();
        return (await connection.QueryAsync<(Guid, int)>(
            "select event_id, duration_ms / 60000 from ingest.sample where device_id = @device order by event_id", new { device })).AsList();
    }

    /// <summary>How often each of these days was touched so far.</summary>
    private async Task<long[]> TouchesAsync(params string[] days)
    {
        var user = await UserAsync();
        await using var connection = await tracker.OpenAsync();
        var rows = (await connection.QueryAsync<(string Day, long Dirty)>(
            "select day::text, dirty from platform.day_work where user_id = @user and stage = 'enrichment.blocks'", new { user })).ToDictionary(row => row.Day, row => row.Dirty);
        return [.. days.Select(day => rows.GetValueOrDefault(day))];
    }

    [Fact]
    public async Task A_stream_is_one_device_for_ever_and_its_own_persons()
    {
        var device = await StreamAsync("same");
        (await StreamAsync("same")).ShouldBe(device);
        (await StreamAsync("another")).ShouldNotBe(device);
    }

    [Fact]
    public async Task A_growing_event_replaces_its_shorter_version_and_never_adds_time_twice()
    {
        var device = await StreamAsync("growing");
        var (id, start) = (Guid.CreateVersion7(), At("2025-02-03T10:00:00Z"));
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 5))).ShouldBe(["Accepted"]);
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 9))).ShouldBe(["Accepted replaced"]);
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 7))).ShouldBe(["Duplicate"]);
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 9))).ShouldBe(["Duplicate"]);
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 9, new SampleContext(App: "Other")))).ShouldBe(["Conflict other_content"]);
        (await AcceptAsync(device, growing: true, null, Sample(id, start, 11), Sample(id, start, 12), Sample(id, start, 10)))
            .ShouldBe(["Duplicate", "Accepted replaced", "Duplicate"]);
        (await StoredAsync(device)).ShouldBe([(id, 12)]);
        (await AcceptAsync(device, growing: false, null, Sample(id, start, 30))).ShouldBe(["Conflict other_content"]);
    }

    [Fact]
    public async Task Whatever_the_order_the_longest_version_of_a_growing_event_stays()
    {
        var random = new Random(11);
        var start = At("2025-02-20T10:00:00Z");
        Guid[] ids = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
        var versions = ids.SelectMany((id, i) => Enumerable.Range(1, 6).Select(length => Sample(id, start.AddMinutes(10 * i), length))).ToArray();
        for (var round = 0; round < 4; round++)
        {
            var device = await StreamAsync($"order-{round}");
            random.Shuffle(versions);
            var parts = versions.Chunk(random.Next(1, 50)).ToArray();
            await Task.WhenAll(parts.Select(part => AcceptAsync(device, growing: true, null, part)));
            (await StoredAsync(device)).ShouldBe(ids.Select(id => (id, 6)), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_change_of_the_streams_project_touches_the_days_that_were_derived()
    {
        var project = Guid.CreateVersion7();
        var device = await StreamAsync("project");
        await AcceptAsync(device, growing: true, null, Sample(Guid.CreateVersion7(), At("2025-09-09T10:00:00Z"), 5));
        var before = await TouchesAsync("2025-09-09");
        var user = await UserAsync();
        var stream = new StreamInfo("aw:project", "project", "laptop", DeviceKind.Window, "activitywatch", project);
        await Db.InTransactionAsync(tx => SampleDoor.StreamAsync(tx, user, stream, default), default);
        var after = await TouchesAsync("2025-09-09");
        after[0].ShouldBeGreaterThan(before[0]);
    }

    [Fact]
    public async Task A_restated_window_is_the_whole_truth_about_what_starts_in_it()
    {
        var device = await StreamAsync("restated");
        var start = At("2025-02-04T10:00:00Z");
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        await AcceptAsync(device, growing: true, null, [.. ids.Select((id, i) => Sample(id, start.AddMinutes(10 * i), 8))]);

        var window = new RestatedWindow(start.AddMinutes(10), start.AddMinutes(40));
        var edited = Sample(ids[2], start.AddMinutes(20), 3, new SampleContext(App: "Edited"));
        (await AcceptAsync(device, growing: true, window, edited)).ShouldBe(["Accepted replaced"]);
        (await StoredAsync(device)).ShouldBe([(ids[0], 8), (ids[2], 3), (ids[4], 8)], ignoreOrder: true);

        var outside = Sample(ids[0], start, 2);
        (await AcceptAsync(device, growing: true, window, outside, edited)).ShouldBe(["Duplicate", "Duplicate"]);
        (await AcceptAsync(device, growing: true, window, Sample(ids[2], At("2150-01-01T00:00:00Z"), 1))).ShouldBe(["Rejected ts_out_of_range"]);
        (await StoredAsync(device)).ShouldBe([(ids[0], 8), (ids[2], 3), (ids[4], 8)], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_local_day_of_a_change_is_touched_in_its_transaction_the_old_version_included()
    {
        // Berlin: 30 March 2025 has 23 hours and ends at 22:00Z; 29 March ends at 23:00Z.
        var device = await StreamAsync("days");
        string[] days = ["2025-03-28", "2025-03-29", "2025-03-30", "2025-03-31"];
        await AcceptAsync(device, growing: true, null, Sample(Guid.CreateVersion7(), At("2025-03-29T22:00:00Z"), 30));
        (await TouchesAsync(days)).ShouldBe([0, 1, 0, 0]);
        var id = Guid.CreateVersion7();
        await AcceptAsync(device, growing: true, null, Sample(id, At("2025-03-30T21:00:00Z"), 30));
        (await TouchesAsync(days)).ShouldBe([0, 1, 1, 0]);
        await AcceptAsync(device, growing: true, null, Sample(id, At("2025-03-30T21:00:00Z"), 90));
        (await TouchesAsync(days)).ShouldBe([0, 1, 2, 1]);
        await AcceptAsync(device, growing: true, null, Sample(id, At("2025-03-30T21:00:00Z"), 90));
        (await TouchesAsync(days)).ShouldBe([0, 1, 2, 1], "a duplicate changes no day");
        await AcceptAsync(device, growing: true, new RestatedWindow(At("2025-03-30T20:00:00Z"), At("2025-03-30T23:00:00Z")));
        (await TouchesAsync(days)).ShouldBe([0, 1, 3, 2], "what is gone at the source changes the days it covered");
    }

    [Fact]
    public async Task A_sample_just_after_midnight_touches_the_day_before_which_it_may_clip()
    {
        var device = await StreamAsync("midnight");
        await AcceptAsync(device, growing: false, null, Sample(Guid.CreateVersion7(), At("2025-05-05T22:03:00Z"), 1));
        (await TouchesAsync("2025-05-04", "2025-05-05", "2025-05-06")).ShouldBe([0, 1, 1]);
    }

    [Fact]
    public async Task A_rolled_back_transaction_leaves_nothing()
    {
        var (user, device) = (await UserAsync(), await StreamAsync("rollback"));
        await Should.ThrowAsync<InvalidOperationException>(() => Db.InTransactionAsync(async tx =>
        {
            await SampleDoor.AcceptAsync(tx, user, device, [Sample(Guid.CreateVersion7(), At("2025-06-01T10:00:00Z"), 5)], true, null, default);
            throw new InvalidOperationException("and now it stops");
        }, default));
        (await StoredAsync(device)).ShouldBeEmpty();
        (await TouchesAsync("2025-06-01")).ShouldBe([0]);
    }

    [Fact]
    public async Task Connectors_texts_numbers_and_extras_are_mended_too()
    {
        var device = await StreamAsync("mended");
        var start = At("2025-11-01T10:00:00Z");
        var nasty = new SampleContext(App: "a\0b", Title: new string('x', 5000), Url: "u\ud800");
        var verdicts = await AcceptAsync(device, growing: true, null,
            Sample(Guid.CreateVersion7(), start, 1, nasty) with { Extra = """{"n":1e131071,"t":"\u0000"}""", IdleMs = -5 },
            Sample(Guid.CreateVersion7(), start, -3), Sample(Guid.CreateVersion7(), start, 60 * 24 * 40),
            Sample(Guid.CreateVersion7(), start, 1) with { Extra = new string('[', 50_000) },
            Sample(Guid.Empty, start, 1));
        verdicts.ShouldBe(["Repaired bad_characters", "Repaired number_bounded", "Repaired number_bounded", "Repaired extra_dropped", "Rejected bad_event_id"]);
    }

    [Fact]
    public async Task A_day_is_read_with_what_reaches_into_it_and_the_sample_before()
    {
        var (window, range) = (await StreamAsync("read-window"), await StreamAsync("read-range", DeviceKind.Range));
        var (from, to) = (At("2025-08-10T00:00:00Z"), At("2025-08-11T00:00:00Z"));
        Guid[] ids = [.. Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7())];
        await AcceptAsync(window, growing: false, null,
            Sample(ids[0], from.AddHours(-5), 1), Sample(ids[1], from.AddHours(-2), 1), // the later of the two is the one before
            Sample(ids[2], from.AddMinutes(-1), 2), Sample(ids[3], from.AddHours(12), 10, new SampleContext(App: "Mail")),
            Sample(ids[4], to.AddMinutes(-1), 30), Sample(ids[5], to, 5));
        await AcceptAsync(range, growing: false, null,
            Sample(ids[6], from.AddDays(-3), 60 * 24 * 10, source: SampleSource.Range), Sample(ids[7], to.AddHours(1), 60 * 24 * 2, source: SampleSource.Range));

        var day = await Queries.LoadAsync(await UserAsync(), from, to, default);
        day.Samples.Where(one => one.DeviceId == window).Select(one => one.EventId).ShouldBe([ids[1], ids[2], ids[3], ids[4]]);
        day.Samples.Where(one => one.DeviceId == range).Select(one => one.EventId).ShouldBe([ids[6]]);
        day.Samples.Select(one => (one.DeviceId, one.EndMs, one.EventId)).ShouldBe(day.Samples.Select(one => (one.DeviceId, one.EndMs, one.EventId)).Order());
        day.Devices.Select(one => (one.Name, one.Machine, one.Kind)).ShouldBe([("read-window", "laptop", DeviceKind.Window), ("read-range", "laptop", DeviceKind.Range)]);
        day.Contexts.ShouldBe([Editor, new SampleContext(App: "Mail")], ignoreOrder: true);
        day.Contexts[day.Samples.Single(one => one.EventId == ids[3]).Context].App.ShouldBe("Mail");
        (await Queries.LoadAsync(await UserAsync(), At("2024-01-01T00:00:00Z"), At("2024-01-02T00:00:00Z"), default)).ShouldBe(DaySamples.Empty);
    }
}
