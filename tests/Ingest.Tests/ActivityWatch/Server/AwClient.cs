using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

/// <summary>Speaks to the server as ActivityWatch's clients do; each has a bucket of its own.</summary>
internal sealed class AwClient(HttpClient http, string? bucket = null)
{
    public string Bucket { get; } = bucket ?? "aw-watcher-test_" + Guid.CreateVersion7().ToString("n");

    public HttpClient Http => http;

    public static AwClient Of(TrackerApp tracker, string? bucket = null) => new(tracker.Owner.Client, bucket);

    public Task<HttpResponseMessage> CreateAsync(string type = "test", string hostname = "laptop") =>
        PostAsync($"/api/0/buckets/{Bucket}", $$"""{"client":"tests","type":"{{type}}","hostname":"{{hostname}}"}""");

    public Task<HttpResponseMessage> PostAsync(string path, string json) => http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<JsonElement> BeatAsync(string json, string pulse = "10")
    {
        var answer = await PostAsync($"/api/0/buckets/{Bucket}/heartbeat?pulsetime={pulse}", json);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> BeatAsync(DateTimeOffset at, double seconds = 0, string data = """{"app":"a","title":"t"}""", double pulse = 10) => BeatAsync(
        string.Create(CultureInfo.InvariantCulture, $$"""{"timestamp":"{{at:O}}","duration":{{seconds}},"data":{{data}}}"""), pulse.ToString(CultureInfo.InvariantCulture));

    public async Task<List<JsonElement>> EventsAsync(string query = "") => [.. (await JsonAsync($"/api/0/buckets/{Bucket}/events{query}")).EnumerateArray()];

    public async Task<JsonElement> JsonAsync(string path)
    {
        var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<List<JsonElement>> PostEventsAsync(string json)
    {
        var answer = await PostAsync($"/api/0/buckets/{Bucket}/events", json);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }

    /// <summary>Instant, seconds and data of an event: what the original's answers are compared by.</summary>
    public static void ShouldBeLike(JsonElement actual, JsonNode expected, string because)
    {
        actual.GetProperty("timestamp").GetString().ShouldBe(expected["timestamp"]!.GetValue<string>(), because);
        actual.GetProperty("duration").GetDouble().ShouldBe(expected["duration"]!.GetValue<double>(), because);
        JsonNode.DeepEquals(JsonNode.Parse(actual.GetProperty("data").GetRawText()), expected["data"]).ShouldBeTrue(because + ": " + actual.GetRawText());
    }
}
