using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

public sealed class HeartbeatTests(TrackerApp tracker)
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    // The original remembers the heartbeat that came last, and after one that was late it tears the stream in two. Here the order of arrival decides
    // nothing: what the case sends becomes two events and not three, as A_heartbeat_that_came_late… says.
    private static readonly string[] Decided = ["after_older_insert_cache_is_older"];

    private static readonly Dictionary<string, JsonNode> Cases = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "activitywatch-golden.json")))!
        ["heartbeats"]!.AsArray().ToDictionary(one => one!["name"]!.GetValue<string>(), one => one!, StringComparer.Ordinal);

    public static TheoryData<string> Recorded => [.. Cases.Keys.Except(Decided, StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Recorded))]
    public async Task Heartbeats_are_merged_as_the_original_server_merged_them(string name)
    {
        var client = AwClient.Of(tracker);
        (await client.CreateAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var step in Cases[name]["steps"]!.AsArray())
            AwClient.ShouldBeLike(await client.BeatAsync(step!["heartbeat"]!.ToJsonString(), step["pulsetime"]!.ToJsonString()), step["response"]!, name);

        var events = await client.EventsAsync();
        var expected = Cases[name]["final_events"]!.AsArray();
        events.Count.ShouldBe(expected.Count, name);
        for (var i = 0; i < events.Count; i++) AwClient.ShouldBeLike(events[i], expected[i]!, name);
    }

    [Fact]
    public void All_recorded_cases_are_there() => Recorded.Count.ShouldBe(17);

    [Fact]
    public async Task A_heartbeat_that_came_late_does_not_keep_the_next_from_merging()
    {
        var client = AwClient.Of(tracker);
        await client.BeatAsync(Ten);
        await client.BeatAsync(Ten.AddHours(-1));
        (await client.BeatAsync(Ten.AddSeconds(5))).GetProperty("duration").GetDouble().ShouldBe(5);
        (await client.EventsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_negative_length_is_given_back_and_covers_no_time()
    {
        var client = AwClient.Of(tracker);
        (await client.BeatAsync(Ten, seconds: -5)).GetProperty("duration").GetDouble().ShouldBe(-5);
        await client.PostEventsAsync("""[{"timestamp":"2026-03-02T12:00:00Z","duration":-0.25,"data":{"a":1}}]""");
        (await client.EventsAsync()).Select(one => (one.GetProperty("timestamp").GetString(), one.GetProperty("duration").GetDouble()))
            .ShouldBe([("2026-03-02T12:00:00+00:00", -0.25), ("2026-03-02T10:00:00+00:00", -5)]);
        await using var connection = await tracker.OpenAsync();
        (await connection.QueryAsync<int>(
            "select s.duration_ms from ingest.sample s join ingest.bucket b on b.user_id = s.user_id and b.device_id = s.device_id where b.bucket_id = @bucket",
            new { bucket = client.Bucket })).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task A_negative_length_shortens_nothing()
    {
        var client = AwClient.Of(tracker);
        await client.BeatAsync(Ten, seconds: 3);
        (await client.BeatAsync(Ten.AddSeconds(10), seconds: -5)).GetProperty("duration").GetDouble().ShouldBe(5);
        (await client.BeatAsync(Ten.AddSeconds(4), seconds: -2)).GetProperty("duration").GetDouble().ShouldBe(5);
        (await client.EventsAsync()).ShouldHaveSingleItem();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task A_stream_gives_one_event_in_whatever_order_its_heartbeats_come(int seed)
    {
        var client = AwClient.Of(tracker, "aw-watcher-window_shuffled" + seed);
        var beats = Enumerable.Range(0, 60).Select(i => (At: Ten.AddSeconds(i * 7), Seconds: (double)(i % 4))).ToArray();
#pragma warning disable CA5394 // The same shuffle each time.
        new Random(seed).Shuffle(beats);
#pragma warning restore CA5394
        foreach (var (at, seconds) in beats) await client.BeatAsync(at, seconds);

        var one = (await client.EventsAsync()).ShouldHaveSingleItem();
        one.GetProperty("timestamp").GetString().ShouldBe("2026-03-02T10:00:00+00:00");
        one.GetProperty("duration").GetDouble().ShouldBe(59 * 7 + 3);
    }

    [Fact]
    public async Task A_long_heartbeat_joins_everything_it_reaches_over()
    {
        var client = AwClient.Of(tracker);
        for (var i = 0; i < 40; i++) await client.BeatAsync(Ten.AddMinutes(i + 1));
        var number = (await client.EventsAsync())[^1].GetProperty("id").GetInt64();
        var merged = await client.BeatAsync(Ten, seconds: 3600);
        merged.GetProperty("id").GetInt64().ShouldBe(number);
        (await client.EventsAsync()).ShouldHaveSingleItem().GetProperty("duration").GetDouble().ShouldBe(3600);
    }

    [Fact]
    public async Task An_event_posted_in_between_is_not_overwritten()
    {
        var client = AwClient.Of(tracker);
        await client.BeatAsync(Ten);
        await client.PostEventsAsync("""{"timestamp":"2026-03-02T11:00:00Z","duration":9,"data":{"label":"kept"}}""");
        (await client.BeatAsync(Ten.AddSeconds(5))).GetProperty("duration").GetDouble().ShouldBe(5);
        var events = await client.EventsAsync();
        events.Count.ShouldBe(2);
        events[0].GetProperty("data").GetProperty("label").GetString().ShouldBe("kept");
        events[0].GetProperty("duration").GetDouble().ShouldBe(9);
    }

    [Fact]
    public async Task A_bucket_that_was_deleted_and_made_anew_takes_heartbeats()
    {
        var client = AwClient.Of(tracker);
        (await client.CreateAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        await client.BeatAsync(Ten);
        await client.BeatAsync(Ten.AddSeconds(5));
        (await client.Http.DeleteAsync($"/api/0/buckets/{client.Bucket}?force=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.CreateAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.EventsAsync()).ShouldBeEmpty();
        (await client.BeatAsync(Ten.AddSeconds(6))).GetProperty("duration").GetDouble().ShouldBe(0);
        (await client.BeatAsync(Ten.AddSeconds(8))).GetProperty("duration").GetDouble().ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_bucket_is_made_with_what_its_name_says()
    {
        var client = AwClient.Of(tracker, "aw-watcher-afk_attic");
        await client.BeatAsync(Ten, data: """{"status":"afk"}""");
        var bucket = await client.JsonAsync("/api/0/buckets/aw-watcher-afk_attic");
        bucket.GetProperty("type").GetString().ShouldBe("afkstatus");
        bucket.GetProperty("hostname").GetString().ShouldBe("attic");
        bucket.GetProperty("client").GetString().ShouldBe("aw-watcher-afk");
    }

    [Theory]
    [InlineData("""{"timestamp":"yesterday","data":{"a":1}}""")]
    [InlineData("""{"timestamp":17,"duration":null,"data":{"a":1}}""")]
    [InlineData("""{"data":{"a":1}}""")]
    [InlineData("""{"timestamp":"2150-01-01T00:00:00Z","data":{"a":1}}""")]
    [InlineData("""{"timestamp":"2026-03-02T10:00:00Z","duration":1e300,"data":{"a":1}}""")]
    [InlineData("""{"timestamp":"2026-03-02T10:00:00Z","duration":"5","data":"text","more":[1]}""")]
    [InlineData("""{"timestamp":"2026-03-02T10:00:00Z","data":{"a":"\u0000 \ud800 x","n":1e400}}""")]
    [InlineData("{}")]
    public async Task What_can_be_mended_is_stored(string beat)
    {
        var client = AwClient.Of(tracker);
        (await client.BeatAsync(beat)).GetProperty("id").GetInt64().ShouldBeGreaterThan(0);
        (await client.EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_can_never_become_a_sample_is_kept_aside_and_answered_like_the_rest()
    {
        var client = AwClient.Of(tracker);
        await client.CreateAsync();
        (await client.BeatAsync("""{"timestamp":"1970-01-01T00:00:00Z","data":{"a":"lost?"}}""")).GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await client.EventsAsync()).ShouldBeEmpty();
        await using var connection = await tracker.OpenAsync();
        var kept = await connection.QuerySingleAsync<(string Reason, string Body)>(
            "select reason, body from ingest.quarantine where source = @source", new { source = "activitywatch:" + client.Bucket });
        kept.Reason.ShouldBe("ts_out_of_range");
        kept.Body.ShouldContain("lost?");
    }

    [Theory, InlineData("not json"), InlineData("[1]"), InlineData("\"x\""), InlineData("")]
    public async Task What_is_no_event_is_refused(string body)
    {
        var client = AwClient.Of(tracker);
        var answer = await client.PostAsync($"/api/0/buckets/{client.Bucket}/heartbeat?pulsetime=1", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Many_at_once_make_one_event()
    {
        var client = AwClient.Of(tracker);
        await client.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => client.BeatAsync(Ten.AddSeconds(i))));
        (await client.EventsAsync()).ShouldHaveSingleItem().GetProperty("duration").GetDouble().ShouldBe(99);
    }

    [Fact]
    public async Task A_heartbeat_names_the_days_it_changes()
    {
        var client = AwClient.Of(tracker, "aw-watcher-window_days");
        await client.BeatAsync(new DateTimeOffset(2019, 5, 6, 12, 0, 0, TimeSpan.Zero));
        await using var connection = await tracker.OpenAsync();
        (await connection.ExecuteScalarAsync<int>("select count(*) from platform.day_work where day = '2019-05-06'")).ShouldBeGreaterThan(0);
    }
}
