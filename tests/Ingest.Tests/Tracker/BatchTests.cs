using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class BatchTests(TrackerApp tracker)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_batch_holds_up_to_five_hundred_events(int count)
    {
        var device = await tracker.EnrollAsync();
        var answer = await ReadAsync(await tracker.PostAsync(Batch(device, Enumerable.Range(1, count).Select(i => Event(seq: i)))));
        BatchAnswer.Of(answer).Accepted.ShouldBe(count);
        answer.GetProperty("server_seq").GetInt64().ShouldBe(count);
        answer.GetProperty("next_poll_after_s").GetInt32().ShouldBe(60);
        answer.GetProperty("config_etag").GetString().ShouldBe("cfg_0");
        answer.GetProperty("rejected").GetArrayLength().ShouldBe(0);
        (await tracker.StoredAsync(device)).Count.ShouldBe(count);
    }

    [Fact]
    public async Task Five_hundred_and_one_are_refused_as_a_whole()
    {
        var device = await tracker.EnrollAsync();
        var answer = await tracker.PostAsync(Batch(device, Enumerable.Range(1, 501).Select(i => Event(seq: i))));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("max_events").GetInt32().ShouldBe(500);
        (await tracker.StoredAsync(device)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_batch_again_is_all_duplicates()
    {
        var device = await tracker.EnrollAsync();
        var batch = Batch(device, Enumerable.Range(1, 20).Select(i => Event(seq: i)));
        BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(batch))).Accepted.ShouldBe(20);
        var stored = await tracker.StoredAsync(device);
        var again = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(batch)));
        (again.Accepted, again.Duplicates, again.ServerSeq).ShouldBe((0, 20, 20));
        (await tracker.StoredAsync(device)).ShouldBe(stored);
    }

    [Fact]
    public async Task What_was_committed_is_counted_by_verdict()
    {
        var device = await tracker.EnrollAsync();
        await tracker.SendAsync(device, Event(), Event(title: "a\0b"), null);
        var metrics = await tracker.Owner.Client.GetStringAsync("/metrics");
        foreach (var verdict in new[] { "accepted", "repaired", "rejected" })
            metrics.ShouldContain($"daybook_ingest_samples_total{{verdict=\"{verdict}\"}}");
    }

    [Fact]
    public async Task One_id_with_other_content_is_a_conflict_and_the_first_wins()
    {
        var device = await tracker.EnrollAsync();
        var id = Guid.CreateVersion7();
        var ts = TimeProvider.System.GetUtcNow().AddMinutes(-3);
        var first = await tracker.SendAsync(device, Event(id, ts, title: "one"), Event(id, ts, title: "one"), Event(id, ts, title: "two"));
        first.Verdicts.ShouldBe(["accepted", "duplicate", "conflict"]);
        (first.Accepted, first.Duplicates).ShouldBe((1, 2));
        var second = await tracker.SendAsync(device, Event(id, ts, title: "three"), Event(id, ts, title: "one"));
        second.Verdicts.ShouldBe(["conflict", "duplicate"]);
        (await tracker.StoredAsync(device)).Single().Title.ShouldBe("one");
    }

    public static TheoryData<string, string, string?> BadFields => new()
    {
        { "event_id", "\"not-a-uuid\"", "bad_event_id" }, { "event_id", "17", "bad_event_id" }, { "event_id", "null", "bad_event_id" },
        { "event_id", "\"{0193d5a0-0000-7000-8000-000000000001}\"", "bad_event_id" },
        { "event_id", "\"00000000-0000-0000-0000-000000000000\"", "bad_event_id" },
        { "client_seq", "-1", "bad_client_seq" }, { "client_seq", "1e131071", "bad_client_seq" }, { "client_seq", "\"5\"", "bad_client_seq" },
        { "ts", "\"yesterday\"", "bad_ts" }, { "ts", "\"2026-02-30T00:00:00Z\"", "bad_ts" }, { "ts", "1e400", "bad_ts" },
        { "ts", "\"10000-01-01T00:00:00Z\"", "bad_ts" }, { "ts", "\"2026-01-01T00:00:60Z\"", "bad_ts" },
        { "ts", "\"1970-01-01T00:00:00Z\"", "ts_out_of_range" }, { "ts", "\"0001-01-01T00:00:00Z\"", "ts_out_of_range" },
        { "ts", "\"9999-12-31T23:59:59.9999999Z\"", "ts_out_of_range" },
        { "interval_s", "0", "bad_interval" }, { "interval_s", "601", "bad_interval" }, { "interval_s", "1e400", "bad_interval" },
        { "interval_s", "\"NaN\"", "bad_interval" }, { "interval_s", "-5", "bad_interval" }, { "interval_s", "null", "bad_interval" },
        { "active_app", "null", "bad_active_app" }, { "active_app", "{\"name\":1,\"bundle_id\":\"x\"}", "bad_active_app" },
        { "active_app", "{\"name\":\"x\"}", "bad_active_app" }, { "active_app", "[]", "bad_active_app" },
        { "input_cadence", "{\"key_events\":1,\"typed\":\"secret\"}", "extra_input_fields" },
    };

    [Theory, MemberData(nameof(BadFields))]
    public async Task One_bad_event_is_rejected_with_its_reason_and_the_others_are_stored(string field, string value, string? reason)
    {
        var device = await tracker.EnrollAsync();
        var bad = Event();
        bad[field] = "VALUE";
        var body = Batch(device, [Event(), bad, Event()]).ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body)));
        (answer.Accepted, answer.Rejected, answer.Sent).ShouldBe((2, 1, 3));
        answer.Reasons[1].ShouldBe(reason);
        (await tracker.StoredAsync(device)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Missing_fields_fields_given_twice_and_things_that_are_no_events_are_rejected_alone()
    {
        var device = await tracker.EnrollAsync();
        var missing = new[] { "event_id", "client_seq", "ts", "interval_s", "active_app" }.Select(field =>
        {
            var one = Event();
            one.Remove(field);
            return one;
        });
        var body = Batch(device, [.. missing, Event(), null, 5, "x", new JsonArray()]).ToJsonString();
        var twice = Event().ToJsonString()[..^1] + ",\"client_seq\":9}";
        body = body.Replace("\"events\":[", "\"events\":[" + twice + ",", StringComparison.Ordinal);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body)));
        answer.Reasons.ShouldBe(["duplicate_field", "bad_event_id", "bad_client_seq", "bad_ts", "bad_interval", "bad_active_app", null,
            "bad_event", "bad_event", "bad_event", "bad_event"]);
        answer.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_out_of_shape_is_a_problem()
    {
        var device = await tracker.EnrollAsync();
        var good = Batch(device, [Event()]).ToJsonString();
        foreach (var body in new[] { "", "null", "[]", "5", "{", good[..^3], good + "x", good.Replace("{\"schema", "{\"device_id\":\"x\",\"schema", StringComparison.Ordinal) })
            (await tracker.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);

        var answer = await tracker.PostAsync("""{"schema_version":5,"sent_at":"soon","events":{}}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject()
            .Select(one => $"{one.Name} {one.Value[0].GetString()}");
        errors.ShouldBe(["schema_version invalid", "device_id required", "sent_at invalid", "events required"]);

        (await tracker.PostAsync(good.Replace("\"1.0\"", "\"2.0\"", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await tracker.PostAsync(good.Replace("\"1.0\"", "\"1.7\"", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tracker.PostAsync(good.Replace(device, Guid.CreateVersion7().ToString(), StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_body_too_large_or_badly_packed_is_refused_and_a_packed_one_is_read()
    {
        var device = await tracker.EnrollAsync();
        var large = Encoding.UTF8.GetBytes(Batch(device, [Event()]).ToJsonString() + new string(' ', 5 * 1024 * 1024));
        (await tracker.PostAsync(large)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        (await PackedAsync(Pack(large), "gzip")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var packed = Pack(Encoding.UTF8.GetBytes(Batch(device, [Event()]).ToJsonString()));
        (await PackedAsync(packed, "gzip")).StatusCode.ShouldBe(HttpStatusCode.OK);
        packed[5] ^= 0xff;
        packed[15] ^= 0xff;
        (await PackedAsync(packed, "gzip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PackedAsync(packed, "zip")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await tracker.StoredAsync(device)).Count.ShouldBe(1);
    }

    private Task<HttpResponseMessage> PackedAsync(byte[] body, string encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        return tracker.Owner.Client.PostAsync("/api/v1/tracker/events:batch", content);
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(body);
        return packed.ToArray();
    }
}
