using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Ingest.Tests.ActivityWatch.Query;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

/// <summary>The recorded queries once more, through the server: imported, stored, read back, asked.</summary>
public sealed class GoldenServerTests(TrackerApp tracker)
{
    [Fact]
    public async Task Every_recorded_query_is_answered_as_the_original_server_answered_it()
    {
        // Somebody with no other buckets: find_bucket takes the first that fits.
        var made = await tracker.Owner.Client.PostAsJsonAsync(
            "/api/v1/members", new { email = "golden@example.org", name = "Gold", role = "member", password = DaybookApp.Password });
        made.IsSuccessStatusCode.ShouldBeTrue();
        using var http = tracker.App.With(await tracker.App.TokenOfAsync("golden@example.org", DaybookApp.Password));

        var wrong = new List<string>();
        foreach (var one in GoldenTests.Cases)
        {
            var buckets = one!["buckets"]!.AsObject();
            await ImportAsync(http, buckets);
            if (await AskAsync(http, one.AsObject()) is { } complaint) wrong.Add(complaint);
            foreach (var (id, _) in buckets)
                (await http.DeleteAsync($"/api/0/buckets/{Uri.EscapeDataString(id)}?force=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        wrong.ShouldBeEmpty();
        GoldenTests.Cases.Count.ShouldBe(46);
    }

    private static async Task ImportAsync(HttpClient http, JsonObject buckets)
    {
        var file = new JsonObject();
        var created = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (id, events) in buckets)
        {
            file[id] = new JsonObject
            {
                ["client"] = "golden", ["hostname"] = "host", ["type"] = "test", ["created"] = created.ToString("O"), ["events"] = events!.DeepClone(),
            };
            created = created.AddMinutes(1);
        }

        var answer = await http.PostAsync("/api/0/import", Json(new JsonObject { ["buckets"] = file }));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string?> AskAsync(HttpClient http, JsonObject one)
    {
        var name = one["name"]!.GetValue<string>();
        var answer = await http.PostAsync("/api/0/query/?name=golden", Json(new JsonObject
        {
            ["timeperiods"] = new JsonArray(one["timeperiod"]!.DeepClone()), ["query"] = one["query"]!.DeepClone(),
        }));
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        if (GoldenTests.Expected(one) is { } expected)
        {
            if (answer.StatusCode != HttpStatusCode.OK) return $"{name}: {(int)answer.StatusCode} {said?.ToJsonString()}";
            var (answered, recorded) = (GoldenTests.Plain(said!.AsArray()[0]), GoldenTests.Plain(expected));
            return answered == recorded ? null : $"{name}:\n  {answered}\n  {recorded}";
        }

        return answer.StatusCode == HttpStatusCode.BadRequest && JsonNode.DeepEquals(said!["type"], one["result"]!["type"]) ? null : $"{name}: {(int)answer.StatusCode} {said?.ToJsonString()}";
    }

    private static StringContent Json(JsonNode json) => new(json.ToJsonString(), Encoding.UTF8, "application/json");
}
