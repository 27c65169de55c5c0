using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class ClockTests(TrackerApp tracker)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<long> SkewAsync(string device)
    {
        var devices = await tracker.Owner.Client.GetFromJsonAsync<JsonElement>("/api/v1/devices");
        return devices.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("device_id").GetString() == device)
            .GetProperty("clock_skew_ms").GetInt64();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task A_wrong_clock_is_corrected_and_nothing_is_lost(int hoursBehind)
    {
        var device = await tracker.EnrollAsync();
        var truth = Now.AddMinutes(-2);
        var wrong = TimeSpan.FromHours(-hoursBehind);
        var one = Event(ts: truth + wrong);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [one], Now + wrong))));
        (answer.Verdicts[0], answer.Reasons[0]).ShouldBe(("repaired", "clock_corrected"));
        var stored = (await tracker.StoredAsync(device)).Single();
        (stored.Ts - truth).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2));
        stored.SkewMs!.Value.ShouldBeInRange(hoursBehind * 3_600_000L - 100, hoursBehind * 3_600_000L + 5_000);
        (await SkewAsync(device)).ShouldBe(stored.SkewMs.Value);

        await Task.Delay(50);
        var again = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [one], Now + wrong))));
        again.Verdicts[0].ShouldBe("duplicate", "the correction differs by moments, the event is the same");
    }

    [Fact]
    public async Task A_minute_off_is_left_alone()
    {
        var device = await tracker.EnrollAsync();
        var ts = Now.AddMinutes(-3);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [Event(ts: ts)], Now.AddSeconds(-60)))));
        answer.Verdicts[0].ShouldBe("accepted");
        (await tracker.StoredAsync(device)).Single().Ts.ToUnixTimeMilliseconds().ShouldBe(ts.ToUnixTimeMilliseconds());
        (await SkewAsync(device)).ShouldBeInRange(59_000, 65_000);
    }

    [Fact]
    public async Task An_old_backlog_is_taken_whatever_its_age_and_the_future_is_not()
    {
        var device = await tracker.EnrollAsync();
        var answer = await tracker.SendAsync(
            device, Event(ts: Now.AddDays(-31)), Event(ts: Now.AddYears(-5)), Event(ts: Now.AddMinutes(4)), Event(ts: Now.AddMinutes(6)),
            Event(ts: new DateTimeOffset(1999, 12, 31, 23, 59, 0, TimeSpan.Zero)));
        answer.Verdicts.ShouldBe(["accepted", "accepted", "accepted", "rejected", "rejected"]);
        answer.Reasons[3].ShouldBe("ts_out_of_range");
    }

    [Fact]
    public async Task A_batch_sent_long_ago_is_a_replay_and_keeps_its_instants()
    {
        var device = await tracker.EnrollAsync();
        var ts = Now.AddDays(-200);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [Event(ts: ts)], ts.AddMinutes(4)))));
        answer.Verdicts[0].ShouldBe("accepted");
        (await tracker.StoredAsync(device)).Single().Ts.ToUnixTimeMilliseconds().ShouldBe(ts.ToUnixTimeMilliseconds());
        (await SkewAsync(device)).ShouldBe(0);
    }

    [Fact]
    public async Task An_instant_without_an_offset_is_utc_and_an_offset_is_honoured()
    {
        var device = await tracker.EnrollAsync();
        var (naive, offset) = (Event(), Event());
        naive["ts"] = "2026-03-02T07:54:34.457";
        offset["ts"] = "2026-03-02T21:54:34.457+14:00";
        (await tracker.SendAsync(device, naive, offset)).Accepted.ShouldBe(2);
        (await tracker.StoredAsync(device)).ShouldAllBe(one => one.Ts == DateTimeOffset.Parse("2026-03-02T07:54:34.457Z"));
    }
}
