using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

/// <summary>Export and import.</summary>
public sealed class TransferTests(TrackerApp tracker)
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_exported_is_imported_as_it_was()
    {
        var client = AwClient.Of(tracker, "aw-watcher-web-firefox_transfer");
        await client.CreateAsync("web.tab.current", "transfer");
        await client.PostEventsAsync("""
            [{"timestamp":"2026-03-02T10:00:00.123Z","duration":5.5,"data":{"url":"https://example.org/?q=ü","title":"„Ü“ \u2028","audible":false,"incognito":false,"tabCount":3}},
             {"timestamp":"2026-03-02T10:01:00Z","duration":0,"data":{"url":"about:blank","title":"","nested":{"a":[1,2.5,null,{"b":true}]}}},
             {"timestamp":"2026-03-01T00:00:00Z","duration":90000,"data":{}}]
            """);
        var answer = await client.Http.GetAsync($"/api/0/buckets/{client.Bucket}/export");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"aw-bucket-export_{client.Bucket}.json");
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var bucket = file["buckets"]![client.Bucket]!;
        bucket["type"]!.GetValue<string>().ShouldBe("web.tab.current");
        bucket["events"]!.AsArray().Select(one => one!["timestamp"]!.GetValue<string>())
            .ShouldBe(["2026-03-02T10:01:00+00:00", "2026-03-02T10:00:00.123000+00:00", "2026-03-01T00:00:00+00:00"]);
        bucket["events"]!.AsArray().ShouldAllBe(one => !one!.AsObject().ContainsKey("id"));

        // To another person: theirs is the same bucket now.
        var other = new AwClient(await tracker.OtherAsync(), client.Bucket);
        (await ImportAsync(other, file.ToJsonString())).ShouldBe((3, 0, 0));
        var theirs = JsonNode.Parse(await other.Http.GetStringAsync($"/api/0/buckets/{client.Bucket}/export"))!;
        JsonNode.DeepEquals(theirs, file).ShouldBeTrue(theirs.ToJsonString() + "\n" + file.ToJsonString());

        (await ImportAsync(other, file.ToJsonString())).ShouldBe((0, 3, 0), "nothing is stored twice");
        (await other.EventsAsync()).Count.ShouldBe(3);
        JsonNode.Parse(await client.Http.GetStringAsync("/api/0/export"))!["buckets"]!.AsObject().ContainsKey(client.Bucket).ShouldBeTrue();
    }

    [Theory, InlineData("buckets.json"), InlineData("anything.json")]
    public async Task A_form_with_files_is_an_import_too(string field)
    {
        var client = AwClient.Of(tracker);
        using var form = new MultipartFormDataContent { { new StringContent("no file"), "note" }, { new StringContent(Export(client.Bucket, 3)), field, "export.json" } };
        var answer = await client.Http.PostAsync("/api/0/import", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await client.EventsAsync()).Count.ShouldBe(3);

        using var empty = new MultipartFormDataContent { { new StringContent("no file"), "note" } };
        (await client.Http.PostAsync("/api/0/import", empty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_list_of_buckets_and_members_in_another_order_are_read_too()
    {
        var client = AwClient.Of(tracker);
        var file = $$"""
            {"more":[{"x":[1]}],"buckets":[{"events":[{"timestamp":"2026-03-02T10:00:00Z","duration":1,"data":{"a":1},"id":7}],"id":"{{client.Bucket}}",
              "metadata":{"start":null},"type":"test","hostname":"laptop","client":"x","created":"2026-01-01T00:00:00Z"}],"after":1}
            """;
        // The name stands behind the events: nobody could say whose they are.
        (await client.PostAsync("/api/0/import", file)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var named = file.Replace("\"events\":[", $"\"id\":\"{client.Bucket}\",\"events\":[", StringComparison.Ordinal);
        (await ImportAsync(client, named)).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task A_file_cut_short_keeps_the_buckets_before_the_cut_and_none_by_halves()
    {
        var (first, second) = (AwClient.Of(tracker), AwClient.Of(tracker));
        var whole = Export(first.Bucket, 5, second.Bucket, 3_000);
        var answer = await first.PostAsync("/api/0/import", whole[..^200]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["message"]!.GetValue<string>().ShouldNotBeEmpty();
        (await first.EventsAsync()).Count.ShouldBe(5);
        (await second.Http.GetAsync($"/api/0/buckets/{second.Bucket}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await ImportAsync(first, whole)).ShouldBe((3_000, 5, 0));
    }

    [Fact]
    public async Task Events_that_can_never_be_stored_are_kept_aside_and_harm_no_others()
    {
        var client = AwClient.Of(tracker);
        var file = $$$"""
            {"buckets":{"{{{client.Bucket}}}":{"type":"test","client":"x","hostname":"laptop","created":"2026-01-01T00:00:00+00:00","events":[
              {"timestamp":"2026-03-02T10:00:00Z","duration":1,"data":{"n":1}},
              {"timestamp":"never","duration":1,"data":{"n":"badly dated"}},
              {"timestamp":"2190-01-01T00:00:00Z","duration":1,"data":{"n":"far ahead"}},
              "no event",
              {"timestamp":"2026-03-02T10:00:02Z","duration":1,"data":{"n":2}}]} } }
            """;
        (await ImportAsync(client, file)).ShouldBe((2, 0, 3));
        (await client.EventsAsync()).Count.ShouldBe(2);
        await using var connection = await tracker.OpenAsync();
        (await connection.QueryAsync<string>("select body from ingest.quarantine where source = @source order by quarantine_id", new { source = "activitywatch:" + client.Bucket }))
            .Count().ShouldBe(3);
    }

    [Theory, InlineData("[]"), InlineData("{}"), InlineData("{\"buckets\":7}"), InlineData("{\"buckets\":{\"x\":7}}"), InlineData("not json"), InlineData("")]
    public async Task What_is_no_export_is_refused(string body) =>
        (await AwClient.Of(tracker).PostAsync("/api/0/import", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private static async Task<(int Imported, int Duplicates, int Rejected)> ImportAsync(AwClient client, string file)
    {
        var answer = await client.PostAsync("/api/0/import", file);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var counts = JsonNode.Parse(text)!;
        return (counts["imported"]!.GetValue<int>(), counts["duplicates"]!.GetValue<int>(), counts["rejected"]!.GetValue<int>());
    }

    private static string Export(string bucket, int events, string? second = null, int more = 0) =>
        "{\"buckets\":{" + One(bucket, events) + (second is null ? "" : "," + One(second, more)) + "}}";

    private static string One(string bucket, int events) =>
        $$"""
        "{{bucket}}":{"id":"{{bucket}}","created":"2026-01-01T00:00:00+00:00","name":null,"type":"test","client":"tests","hostname":"laptop","data":{},
        "events":[{{string.Join(',', Enumerable.Range(0, events).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"timestamp":"{{Ten.AddSeconds(i):O}}","duration":1,"data":{"n":{{i}} } }""")))}}]}
        """;
}
