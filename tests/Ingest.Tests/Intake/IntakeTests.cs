using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Intake;

public sealed class IntakeTests(TrackerApp tracker)
{
    private static readonly DayClock Clock = DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!;

    private SampleIntake Intake => tracker.App.Services.GetRequiredService<SampleIntake>();

    [Fact]
    public async Task Many_small_requests_of_many_devices_end_in_the_same_tables_as_one_by_one()
    {
        var random = new Random(7);
        var other = await tracker.OtherAsync();
        var shared = Guid.CreateVersion7();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var batches = Enumerable.Range(0, 120).Select(i => Enumerable.Range(0, random.Next(1, 5)).Select(e => Event(
            e == 0 && i % 9 == 0 ? shared : null, at, i * 10 + e, title: e == 0 && i % 9 == 0 ? "shared" : $"page {random.Next(6)}")).ToList()).ToList();
        var together = new[] { await tracker.EnrollAsync(), await tracker.EnrollAsync(), await EnrollAsync(other) };
        var apart = new[] { await tracker.EnrollAsync(), await tracker.EnrollAsync(), await EnrollAsync(other) };

        // The event that several bring says the same everywhere but its sequence number: whichever comes first is kept.
        var answers = await Task.WhenAll(batches.Select(async (events, i) =>
            BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(together[i % 3], events), i % 3 == 2 ? other : null)))));
        for (var i = 0; i < batches.Count; i++)
            BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(apart[i % 3], batches[i]), i % 3 == 2 ? other : null)));

        answers.Sum(answer => answer.Sent).ShouldBe(batches.Sum(batch => batch.Count));
        for (var i = 0; i < 3; i++)
        {
            var (one, two) = (await tracker.StoredAsync(together[i]), await tracker.StoredAsync(apart[i]));
            one.Count.ShouldBe(two.Count);
            one.Select(Content).ShouldBe(two.Select(Content));
            (await SeqAsync(together[i])).ShouldBe(await SeqAsync(apart[i]));
        }
    }

    [Fact]
    public async Task One_that_cannot_be_stored_harms_nobody_it_waits_with()
    {
        var good = await DeviceAsync();
        var gone = good with { DeviceId = int.MaxValue };
        var sent = Enumerable.Range(0, 60).Select(i => i % 10 == 3 ? Of(gone, i) : Of(good, i)).ToList();
        var outcomes = await Task.WhenAll(sent.Select(async submission =>
        {
            try
            {
                return (await Intake.StoreAsync([submission], default))[0].Verdicts[0].Verdict == Verdict.Accepted;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));
        outcomes.ShouldBe(sent.Select(submission => submission.Device == good));
        await using var connection = await tracker.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from ingest.sample where device_id = @DeviceId", new { good.DeviceId })).ShouldBe(54);
        (await connection.ExecuteScalarAsync<long>("select count(*) from ingest.sample where device_id = @DeviceId", new { gone.DeviceId })).ShouldBe(0);
    }

    [Fact]
    public async Task Who_stops_waiting_loses_nothing_and_stores_nothing_twice()
    {
        var device = await DeviceAsync();
        var sent = Enumerable.Range(0, 80).Select(i => Of(device, i)).ToList();
        await Task.WhenAll(sent.Select(async (submission, i) =>
        {
            using var stop = new CancellationTokenSource();
            var storing = Intake.StoreAsync([submission], stop.Token);
            if (i % 2 == 0) await stop.CancelAsync();
            try
            {
                await storing;
            }
            catch (OperationCanceledException)
            {
                // It may be stored all the same, which the next try tells.
            }
        }));
        var again = await Task.WhenAll(sent.Select(submission => Intake.StoreAsync([submission], default)));
        again.ShouldAllBe(answer => answer[0].Verdicts[0].Verdict == Verdict.Duplicate || answer[0].Verdicts[0].Verdict == Verdict.Accepted);
        again.Where((_, i) => i % 2 == 1).ShouldAllBe(answer => answer[0].Verdicts[0].Verdict == Verdict.Duplicate);
        await using var connection = await tracker.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from ingest.sample where device_id = @DeviceId", new { device.DeviceId })).ShouldBe(80);
    }

    [Fact]
    public void What_is_under_way_is_bounded_by_rows_and_by_bytes_and_a_large_request_still_comes_in()
    {
        var room = new IntakeRoom(maxRows: 10, maxBytes: 5_000);
        var device = new Device
        {
            UserId = 1, DeviceId = 1, PublicId = default, ClientId = "x", Enrolled = true, Kind = DeviceKind.Agent, Name = "", Machine = "", Platform = "",
            ConfigEtag = "", SampleIntervalS = 1, IdleThresholdS = 1, ScreenshotPolicy = "off", ScreenshotEveryNSamples = 1, ExcludedBundleIds = [],
            ServerSeq = 0, ClockSkewMs = 0,
        };
        var first = room.Take([Of(device, 0), Of(device, 1)]);
        using (room.Take([new Submission(device, Clock, [.. Enumerable.Range(0, 400).Select(i => Of(device, i).Arrivals[0])])]))
            Should.Throw<TooBusyException>(() => room.Take([Of(device, 2)])).RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        using (room.Take([Of(device, 2, extra: new string('x', 3_000))]))
            Should.Throw<TooBusyException>(() => room.Take([Of(device, 3)]));
        first.Dispose();
        first.Dispose();
        room.Take([Of(device, 4)]).Dispose();
    }

    [Fact]
    public async Task Without_room_a_batch_is_answered_503_with_a_time_to_come_back()
    {
        await using var app = tracker.Further("Ingest:MaxRowsUnderWay", "1");
        using var client = app.With(tracker.Owner.Token);
        var device = await tracker.EnrollAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => tracker.PostAsync(Batch(device, [Event(seq: i), Event(seq: i)]), client)));
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(answer => answer.Headers.RetryAfter != null);
        (await refused[0].Content.ReadAsStringAsync()).ShouldContain("/problems/too-busy");
        (await tracker.StoredAsync(device)).Count.ShouldBe(2 * (40 - refused.Count));
    }

    [Fact]
    public async Task Alone_and_together_give_the_same_answers()
    {
        await using var app = tracker.Further("Ingest:Coalesce", "false");
        using var client = app.With(tracker.Owner.Token);
        var (one, two) = (await tracker.EnrollAsync(), await tracker.EnrollAsync());
        JsonNode?[] events = [Event(seq: 1), Event(seq: 2, title: "a\0b"), Event(ts: DateTimeOffset.UnixEpoch), null];
        events = [.. events, events[0], Other(events[0]!)];
        foreach (var _ in (int[])[1, 2])
        {
            var alone = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(one, events), client)));
            var together = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(two, events))));
            together.Verdicts.ShouldBe(alone.Verdicts);
        }
    }

    private static JsonNode Other(JsonNode one)
    {
        var other = one.DeepClone();
        other["interval_s"] = 30;
        return other;
    }

    private static (Guid, DateTimeOffset, int, string?, string?) Content(StoredEvent one) => (one.EventId, one.Ts, one.DurationMs, one.Title, one.Extra);

    private static Submission Of(Device device, int seq, string? extra = null) => new(device, Clock,
    [
        new Arrival(new IncomingSample(
            Guid.CreateVersion7(), TimeProvider.System.GetUtcNow().AddMinutes(-seq), 60_000, 0, SampleState.Active, SampleSource.Human, false, seq, null,
            new SampleContext(App: "Mail"), extra), Ingest.Canonical.Repairs.None),
    ]);

    private async Task<Device> DeviceAsync()
    {
        var id = await tracker.EnrollAsync();
        await using var connection = await tracker.OpenAsync();
        return (await tracker.App.Services.GetRequiredService<DeviceStore>().FindEnrolledAsync(connection, id, default))!;
    }

    private async Task<long> SeqAsync(string device)
    {
        await using var connection = await tracker.OpenAsync();
        return await connection.ExecuteScalarAsync<long>("select server_seq from ingest.device where client_id = @device", new { device });
    }

    private async Task<string> EnrollAsync(HttpClient other)
    {
        await using var connection = await tracker.OpenAsync();
        await connection.ExecuteAsync("""
            insert into workspace.project_member (project_id, user_id, added_at)
            select @Project, user_id, now() from workspace.user where email = 'other@example.org' on conflict do nothing
            """, new { tracker.Project });
        return await tracker.EnrollAsync(other);
    }
}
