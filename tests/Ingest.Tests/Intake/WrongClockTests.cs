using System.Text.Json;
using Dapper;
using Daybook.Ingest.Tests.ActivityWatch.Server;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Ingest.Tests.WakaTime;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Intake;

/// <summary>Clocks that are years off, go backwards or change with the summer: what they timed is set right or kept aside, in every protocol, and never dropped.</summary>
public sealed class WrongClockTests(TrackerApp tracker)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<List<JsonElement>> KeptAsync(string sourceLike)
    {
        await using var connection = await tracker.OpenAsync();
        var rows = await connection.QueryAsync<string>("select body from ingest.quarantine where source like @sourceLike and reason = 'ts_out_of_range' order by quarantine_id", new { sourceLike });
        return [.. rows.Select(body => JsonDocument.Parse(body).RootElement)];
    }

    [Theory, InlineData(3), InlineData(30), InlineData(900)]
    public async Task An_agent_whose_clock_is_years_ahead_is_set_right(int years)
    {
        var device = await tracker.EnrollAsync();
        var (wrong, truth) = (Now.AddYears(years), Now.AddMinutes(-2));
        var (one, two) = (Event(ts: wrong.AddMinutes(-2)), Event(ts: wrong.AddMinutes(-1)));
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [one, two], wrong))));
        answer.Verdicts.ShouldAllBe(verdict => verdict == "repaired");
        var stored = (await tracker.StoredAsync(device)).OrderBy(row => row.Ts).ToList();
        stored.Count.ShouldBe(2);
        (stored[0].Ts - truth).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (stored[1].Ts - stored[0].Ts).ShouldBe(TimeSpan.FromMinutes(1));

        // The same again is the same, though the correction differs.
        BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [one], wrong)))).Verdicts[0].ShouldBe("duplicate");
    }

    [Fact]
    public async Task An_agent_that_lost_its_clock_and_begins_in_1970_is_set_right()
    {
        var device = await tracker.EnrollAsync();
        var start = DateTimeOffset.UnixEpoch.AddMinutes(10);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [Event(ts: start.AddMinutes(-2))], start))));
        (answer.Verdicts[0], answer.Reasons[0]).ShouldBe(("repaired", "clock_corrected"));
        ((await tracker.StoredAsync(device)).Single().Ts - Now.AddMinutes(-2)).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task What_an_agent_timed_before_its_clock_jumped_ahead_stays_where_it_was()
    {
        var device = await tracker.EnrollAsync();
        var before = Now.AddMinutes(-30);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [Event(ts: before), Event(ts: Now.AddYears(4))], Now.AddYears(4).AddSeconds(60)))));
        answer.Verdicts.ShouldBe(["accepted", "repaired"]);
        var stored = (await tracker.StoredAsync(device)).OrderBy(row => row.Ts).ToList();
        stored[0].Ts.ToUnixTimeMilliseconds().ShouldBe(before.ToUnixTimeMilliseconds());
        (stored[1].Ts - Now.AddSeconds(-60)).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task What_an_agent_timed_by_a_clock_that_has_been_set_right_since_is_kept_aside()
    {
        var device = await tracker.EnrollAsync();
        var lost = Event(ts: Now.AddYears(5), title: "five years ahead");
        var answer = await tracker.SendAsync(device, Event(), lost, Event(ts: new DateTimeOffset(1980, 1, 1, 0, 3, 0, TimeSpan.Zero), title: "the first of January 1980"));
        answer.Verdicts.ShouldBe(["accepted", "rejected", "rejected"]);
        var kept = await KeptAsync(device);
        kept.Select(one => one.GetProperty("context").GetProperty("title").GetString()).ShouldBe(["five years ahead", "the first of January 1980"]);
        kept[0].GetProperty("event_id").GetString().ShouldBe(lost["event_id"]!.GetValue<string>());
        kept[0].GetProperty("ts").GetDateTimeOffset().ShouldBe(DateTimeOffset.Parse(lost["ts"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_clock_that_goes_backwards_loses_nothing()
    {
        var device = await tracker.EnrollAsync();
        var start = Now.AddMinutes(-30);
        var events = Enumerable.Range(0, 20).Select(i => Event(ts: i < 10 ? start.AddMinutes(i) : start.AddMinutes(i - 8), seq: i)).ToArray();
        (await tracker.SendAsync(device, events)).Accepted.ShouldBe(20);
        (await tracker.StoredAsync(device)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task The_hour_that_comes_twice_is_two_hours_and_the_hour_that_is_skipped_is_none()
    {
        var device = await tracker.EnrollAsync();
        var events = new[] { "2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00", "2025-03-30T01:59:59+01:00", "2025-03-30T03:00:00+02:00" }.Select(ts =>
        {
            var one = Event();
            one["ts"] = ts;
            return one;
        }).ToArray();
        (await tracker.SendAsync(device, events)).Accepted.ShouldBe(4);
        var stored = (await tracker.StoredAsync(device)).ToDictionary(row => row.EventId.ToString(), row => row.Ts, StringComparer.Ordinal);
        var at = events.Select(one => stored[one["event_id"]!.GetValue<string>()]).ToList();
        (at[1] - at[0]).ShouldBe(TimeSpan.FromHours(1));
        (at[3] - at[2]).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_kept_aside_holds_nothing_of_what_a_person_keeps_to_themselves()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.Own.PutAsync("/api/v1/me/capture-privacy", new StringContent(
            """{"hash_paths":true,"excluded_projects":["secret*"],"excluded_files":[],"fill_browser_projects":true}""", System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
        var ahead = Now.AddYears(3).ToUnixTimeSeconds();
        var machine = "m" + Guid.CreateVersion7().ToString("n");
        var answer = await person.SendAsync(
            $$"""[{"entity":"/home/kim/hidden/name.py","time":{{ahead}},"project":"harbor"},{"entity":"/home/kim/plan.py","time":{{ahead}},"project":"secret"}]""", machine);
        answer.Select(one => one.Status).ShouldBe([400, 201]);
        var kept = (await KeptAsync($"waka:{machine}/%")).ShouldHaveSingleItem().GetRawText();
        kept.ShouldContain("harbor");
        kept.ShouldNotContain("hidden");
        kept.ShouldNotContain("plan.py");
    }

    [Theory, InlineData(3 * 365), InlineData(30 * 365), InlineData(-40 * 365)]
    public async Task An_editor_whose_clock_is_years_off_is_kept_aside_and_its_neighbours_are_stored(int days)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var machine = "m" + Guid.CreateVersion7().ToString("n");
        var now = Now.ToUnixTimeSeconds();
        var answer = await person.SendAsync($$"""[{"entity":"a.py","time":{{now}}},{"entity":"far.py","time":{{now + (days * 86_400L)}}},{"entity":"b.py","time":{{now - 60}}}]""", machine);
        answer.Select(one => one.Status).ShouldBe([201, 400, 201]);
        (await person.StoredAsync()).Count.ShouldBe(2);
        var kept = (await KeptAsync($"waka:{machine}/%")).ShouldHaveSingleItem();
        kept.GetProperty("context").GetProperty("file").GetString().ShouldBe("far.py");
        kept.GetProperty("ts").GetDateTimeOffset().ToUnixTimeSeconds().ShouldBe(now + (days * 86_400L));
    }

    [Fact]
    public async Task An_editor_whose_clock_goes_backwards_or_changes_to_winter_loses_nothing()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var now = Now.ToUnixTimeSeconds();
        var back = string.Join(',', Enumerable.Range(0, 20).Select(i => $$"""{"entity":"a.py","time":{{now - (i * 30)}}}"""));
        (await person.SendAsync($"[{back}]")).ShouldAllBe(one => one.Status == 201);
        (await person.SendAsync("""[{"entity":"w.py","time":"2025-10-26T02:30:00+02:00"},{"entity":"w.py","time":"2025-10-26T02:30:00+01:00"}]""")).ShouldAllBe(one => one.Status == 201);
        (await person.StoredAsync()).Count.ShouldBe(22);
    }

    [Fact]
    public async Task A_script_whose_clock_is_years_off_is_kept_aside()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var machine = "m" + Guid.CreateVersion7().ToString("n");
        var answer = await person.PostAsync(
            $$"""{"heartbeats":[{"tool":"vim","activity_type":"coding","file":"far.py","machine_id":"{{machine}}","timestamp":{{Now.AddYears(2).ToUnixTimeMilliseconds()}}}]}""", "/api/heartbeat/batch");
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("rejected").GetArrayLength().ShouldBe(1);
        (await KeptAsync($"devtime:{machine}/%")).ShouldHaveSingleItem().GetProperty("context").GetProperty("file").GetString().ShouldBe("far.py");
    }

    [Theory, InlineData(3), InlineData(900)]
    public async Task A_watcher_whose_clock_is_years_ahead_is_stored_now(int years)
    {
        var client = AwClient.Of(tracker);
        await client.BeatAsync(Now.AddYears(years), seconds: 5, data: """{"app":"ahead"}""");
        var one = (await client.EventsAsync()).ShouldHaveSingleItem();
        (one.GetProperty("timestamp").GetDateTimeOffset() - Now).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_watcher_that_lost_its_clock_is_kept_aside_and_so_are_events_of_the_future()
    {
        var client = AwClient.Of(tracker);
        await client.CreateAsync();
        await client.BeatAsync(DateTimeOffset.UnixEpoch.AddDays(2), data: """{"app":"epoch"}""");
        await client.PostEventsAsync($$"""[{"timestamp":"{{Now.AddYears(2):O}}","duration":1,"data":{"app":"future"} },{"timestamp":"{{Now.AddMinutes(-1):O}}","duration":1,"data":{"app":"now"} }]""");
        (await client.EventsAsync()).ShouldHaveSingleItem().GetProperty("data").GetProperty("app").GetString().ShouldBe("now");
        (await KeptAsync("activitywatch:" + client.Bucket)).Select(one => one.GetProperty("data").GetProperty("app").GetString()).ShouldBe(["epoch", "future"]);
    }

    [Fact]
    public async Task A_watcher_whose_clock_goes_backwards_or_changes_to_winter_loses_nothing()
    {
        var client = AwClient.Of(tracker);
        for (var i = 0; i < 10; i++) await client.BeatAsync(Now.AddHours(-i), data: $$"""{"app":"{{i}}" }""");
        await client.BeatAsync("""{"timestamp":"2025-10-26T02:30:00+02:00","duration":1,"data":{"app":"summer"}}""");
        await client.BeatAsync("""{"timestamp":"2025-10-26T02:30:00+01:00","duration":1,"data":{"app":"winter"}}""");
        (await client.EventsAsync("?limit=100")).Count.ShouldBe(12);
    }
}
