using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

public sealed class ServerTests(TrackerApp tracker)
{
    [Fact]
    public async Task Anybody_may_ask_who_answers()
    {
        using var stranger = tracker.App.Anonymous();
        var info = await new AwClient(stranger).JsonAsync("/api/0/info");
        info.GetProperty("version").GetString().ShouldStartWith("v0.");
        info.GetProperty("testing").GetBoolean().ShouldBeFalse();
        info.GetProperty("hostname").GetString().ShouldNotBe(Environment.MachineName, "who is not on this machine is not told its name");
        Guid.TryParse(info.GetProperty("device_id").GetString(), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_bucket_is_made_once_and_then_answered_304()
    {
        var client = AwClient.Of(tracker);
        var made = await client.CreateAsync("currentwindow");
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await made.Content.ReadAsStringAsync()).ShouldBe("{}");
        var again = await client.CreateAsync("currentwindow");
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsStringAsync()).ShouldBeEmpty();

        foreach (var path in (string[])["/api/0/buckets", "/api/0/buckets/"])
        {
            var bucket = (await client.JsonAsync(path)).GetProperty(client.Bucket);
            bucket.GetProperty("type").GetString().ShouldBe("currentwindow");
            bucket.GetProperty("hostname").GetString().ShouldBe("laptop");
            bucket.TryGetProperty("last_updated", out _).ShouldBeFalse("nothing is in it");
        }
    }

    [Fact]
    public async Task Two_who_make_a_bucket_at_once_both_have_it()
    {
        var client = AwClient.Of(tracker);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.CreateAsync("currentwindow")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NotModified).ShouldBe(11);
    }

    [Theory]
    [InlineData("GET", "/api/0/buckets/nobody", 404)]
    [InlineData("GET", "/api/0/buckets/nobody/events", 404)]
    [InlineData("GET", "/api/0/buckets/nobody/events/count", 404)]
    [InlineData("GET", "/api/0/buckets/nobody/export", 404)]
    [InlineData("DELETE", "/api/0/buckets/nobody", 401)]
    [InlineData("DELETE", "/api/0/buckets/nobody?force=1", 404)]
    [InlineData("GET", "/api/0/nothing", 404)]
    [InlineData("PATCH", "/api/0/settings/x", 405)]
    [InlineData("POST", "/api/0/query/", 400)]
    [InlineData("POST", "/api/0/import", 400)]
    [InlineData("POST", "/api/0/buckets/nobody", 400)]
    public async Task What_goes_wrong_is_said_in_the_originals_shape(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST") request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        var answer = await tracker.Owner.Client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Without_a_credential_the_refusal_has_the_originals_shape()
    {
        using var stranger = tracker.App.Anonymous();
        var answer = await stranger.GetAsync("/api/0/buckets/");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_device_sends_with_its_token_as_bearer_or_as_the_password_of_basic(bool basic)
    {
        var name = basic ? "basic" : "bearer";
        var made = JsonDocument.Parse(await (await tracker.Owner.Client.PostAsync("/api/v1/devices",
            new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync()).RootElement;
        var token = made.GetProperty("token").GetString()!;
        using var http = tracker.App.Anonymous();
        http.DefaultRequestHeaders.Authorization = basic
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("device:" + token))) : new AuthenticationHeaderValue("Bearer", token);

        var client = new AwClient(http, "aw-watcher-window_" + name);
        (await client.CreateAsync("currentwindow")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.BeatAsync("""{"timestamp":"2026-03-02T10:00:00Z","duration":3,"data":{"app":"a","title":"t"}}""")).GetProperty("duration").GetDouble().ShouldBe(3);
        (await AwClient.Of(tracker, client.Bucket).EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_counted_listed_and_cut_to_the_range()
    {
        var client = AwClient.Of(tracker);
        await client.CreateAsync();
        (await client.PostEventsAsync("""
            [{"timestamp":"2026-03-02T10:00:00+0200","duration":60,"data":{"n":1}},{"timestamp":"2026-03-02T08:05:00Z","duration":60,"data":{"n":2}},
             {"timestamp":"2026-02-27T08:00:00Z","duration":400000,"data":{"n":"for days"}}]
            """)).ShouldAllBe(one => one.GetProperty("id").GetInt64() > 0);

        (await client.JsonAsync($"/api/0/buckets/{client.Bucket}/events/count")).GetInt64().ShouldBe(3);
        (await client.JsonAsync($"/api/0/buckets/{client.Bucket}/events/count?start=2026-03-02T08:02:00Z")).GetInt64().ShouldBe(2);
        (await client.EventsAsync("?limit=0")).ShouldBeEmpty();
        (await client.EventsAsync("?limit=-1")).Count.ShouldBe(3);
        (await client.EventsAsync("?limit=1"))[0].GetProperty("data").GetProperty("n").GetInt32().ShouldBe(2);
        // The plus of an offset arrives as a space where nobody escaped it, and an event of days is seen on its third.
        var cut = await client.EventsAsync("?start=2026-03-02T10:00:30+02:00&end=2026-03-02T08:05:10Z");
        cut.Select(one => one.GetProperty("duration").GetDouble()).ShouldBe([10, 30, 280]);
        (await client.EventsAsync("?start=2026-03-01T00:00:00Z&end=2026-03-01T00:01:00Z")).ShouldHaveSingleItem().GetProperty("duration").GetDouble().ShouldBe(60);
    }

    [Theory]
    [InlineData("classes", """[{"id":1,"name":["Work"],"rule":{"type":"regex","regex":"Café|C#"}}]""")]
    [InlineData("startOfDay", "\"04:00\"")]
    [InlineData("devmode", "false")]
    [InlineData("zero", "0")]
    [InlineData("empty", "\"\"")]
    [InlineData("nothing", "null")]
    public async Task A_setting_is_kept_as_it_was_sent(string key, string value)
    {
        var client = AwClient.Of(tracker);
        (await client.JsonAsync("/api/0/settings/unset-" + key)).ValueKind.ShouldBe(JsonValueKind.Null);
        var set = await client.PostAsync("/api/0/settings/" + key, value);
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await set.Content.ReadAsStringAsync()).ShouldBe(value);
        (await client.Http.GetStringAsync("/api/0/settings/" + key)).ShouldBe(value);
        (await client.JsonAsync("/api/0/settings")).GetProperty(key).GetRawText().ShouldBe(value);
        (await (await tracker.OtherAsync()).GetStringAsync("/api/0/settings/" + key)).ShouldBe("null", "settings are a person's own");
        (await client.Http.DeleteAsync("/api/0/settings/" + key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.Http.GetStringAsync("/api/0/settings/" + key)).ShouldBe("null");
    }

    [Fact]
    public async Task A_query_runs_once_for_each_period_over_the_callers_buckets()
    {
        var client = AwClient.Of(tracker, "aw-watcher-window_query");
        await client.BeatAsync("""{"timestamp":"2026-03-02T10:00:00Z","duration":60,"data":{"app":"Editor","title":"a"}}""");
        await client.BeatAsync("""{"timestamp":"2026-03-03T10:00:00Z","duration":30,"data":{"app":"Mail","title":"b"}}""");
        const string query = """
            {"timeperiods":["2026-03-02T00:00:00Z/2026-03-03T00:00:00Z","2026-03-03T00:00:00+00:00/2026-03-04T00:00:00+00:00"],
             "query":["events = flood(query_bucket(find_bucket(\"aw-watcher-window_query\")));","events = merge_events_by_keys(events, [\"app\"]);","RETURN = sort_by_duration(events);"]}
            """;
        foreach (var path in (string[])["/api/0/query/?name=test&cache=0", "/api/0/query"])
        {
            var answer = await client.PostAsync(path, query);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var days = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            days.GetArrayLength().ShouldBe(2);
            days[0][0].GetProperty("data").GetProperty("app").GetString().ShouldBe("Editor");
            days[0][0].GetProperty("duration").GetDouble().ShouldBe(60);
            days[1][0].GetProperty("data").GetProperty("app").GetString().ShouldBe("Mail");
        }

        var wrong = await client.PostAsync("/api/0/query/", """{"timeperiods":["2026-03-02/2026-03-03"],"query":["RETURN = query_bucket(\"nobody\");"]}""");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["type"]!.GetValue<string>().ShouldBe("QueryFunctionException");
        var others = await (await tracker.OtherAsync()).PostAsync("/api/0/query/", new StringContent(query, Encoding.UTF8, "application/json"));
        others.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "nobody else's buckets are found");
    }

    [Theory]
    [InlineData("\"2026-03-02T10:00:00.123456789Z\"", "2026-03-02T10:00:00.123000+00:00")]
    [InlineData("\"2026-03-02T12:00:00+0200\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02T12:00:00+02:00\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02T12:00:00+02\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02T05:30:00-0430\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02t10:00:00z\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02T10:00:00\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02 10:00:00\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02T09:59:60Z\"", "2026-03-02T10:00:00+00:00")]
    [InlineData("\"2026-03-02\"", "2026-03-02T00:00:00+00:00")]
    [InlineData("\"2026\"", "2026-01-01T00:00:00+00:00")]
    [InlineData("1772445600", "2026-03-02T10:00:00+00:00")]
    [InlineData("1772445600123", "2026-03-02T10:00:00.123000+00:00")]
    public async Task Instants_are_read_in_all_the_ways_clients_write_them(string sent, string read)
    {
        var client = AwClient.Of(tracker);
        var beat = "{\"timestamp\":" + sent + ",\"duration\":1,\"data\":{\"a\":1}}";
        (await client.BeatAsync(beat)).GetProperty("timestamp").GetString().ShouldBe(read);
        (await client.PostEventsAsync(beat)).ShouldHaveSingleItem().GetProperty("timestamp").GetString().ShouldBe(read);
        (await client.EventsAsync()).ShouldHaveSingleItem().GetProperty("timestamp").GetString().ShouldBe(read);
    }

    [Fact]
    public async Task A_heartbeat_from_the_future_ends_now()
    {
        var client = AwClient.Of(tracker);
        var now = TimeProvider.System.GetUtcNow();
        var beat = await client.BeatAsync(now.AddHours(3).AddSeconds(-10), seconds: 10);
        var end = beat.GetProperty("timestamp").GetDateTimeOffset().AddSeconds(beat.GetProperty("duration").GetDouble());
        beat.GetProperty("duration").GetDouble().ShouldBe(10);
        (end - now).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
