using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Ingest.ActivityWatch.Query;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>What the original server answered, case by case.</summary>
public sealed class GoldenTests
{
    /// <summary>Cases that are answered otherwise, on purpose.</summary>
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        // Its parser loses an argument that follows a nested call: here the query works as written.
        ["pybug_nested_call_then_two_args"] = """
            [{"data":{"app":"A","title":"(3) Inbox","url":"https://www.example.com:8080/p/a;x=1?q=2#frag"},"duration":5.0,"timestamp":"2024-01-01T10:00:05+00:00"},
             {"data":{"app":"B","title":"two"},"duration":5.0,"timestamp":"2024-01-01T10:00:13+00:00"},
             {"data":{"app":"A","title":"● three - FPS: 60.1","url":"about:blank"},"duration":25.0,"timestamp":"2024-01-01T10:00:20+00:00"},
             {"data":{"app":"A","title":"same"},"duration":18.0,"timestamp":"2024-01-01T10:01:45+00:00"}]
            """,
        // It rounds the end of the range up by a millisecond; a clipped event ends where the range does.
        ["plain_clipped"] = """
            [{"data":{"app":"A","title":"same"},"duration":10.0,"timestamp":"2024-01-01T10:01:00+00:00"},
             {"data":{"app":"A","title":"● three - FPS: 60.1","url":"about:blank"},"duration":30.0,"timestamp":"2024-01-01T10:00:20+00:00"},
             {"data":{"app":"B","title":"two"},"duration":5.0,"timestamp":"2024-01-01T10:00:13+00:00"},
             {"data":{"app":"A","title":"(3) Inbox","url":"https://www.example.com:8080/p/a;x=1?q=2#frag"},"duration":5.0,"timestamp":"2024-01-01T10:00:05+00:00"}]
            """,
        // The other server has decimals and signs, and its clients use them.
        ["bad_syntax_number"] = "1.5",
        ["bad_syntax_neg"] = "-1",
    };

    internal static readonly JsonArray Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "activitywatch-golden.json")))!["queries"]!.AsArray();

    /// <summary>What the case is answered here; null when it is refused.</summary>
    internal static JsonNode? Expected(JsonObject one) =>
        Otherwise.TryGetValue((string)one["name"]!, out var own) ? JsonNode.Parse(own) : (int)one["status"]! == 200 ? one["result"] : null;

    public static TheoryData<string> Names => [.. Cases.Select(one => (string)one!["name"]!)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_query_is_answered_as_the_original_does(string name)
    {
        var one = Cases.Single(known => (string)known!["name"]! == name)!;
        var period = ((string)one["timeperiod"]!).Split('/').Select(Instant).ToArray();
        var buckets = new Buckets();
        foreach (var (id, events) in one["buckets"]!.AsObject()) buckets.With(id, events!.AsArray().Select(Event!));
        var expected = Otherwise.TryGetValue(name, out var own) ? JsonNode.Parse(own) : one["result"];
        var program = QueryRunner.Join(one["query"]!.AsArray().Select(line => (string)line!));

        if ((int)one["status"]! == 200 || own is not null)
        {
            var answer = JsonNode.Parse(Buckets.Json(await buckets.RunAsync(program, "golden", period[0], period[1])));
            Plain(answer).ShouldBe(Plain(expected));
            return;
        }

        var problem = await Should.ThrowAsync<QueryException>(buckets.RunAsync(program, "golden", period[0], period[1]));
        problem.Type.ShouldBe((string)expected!["type"]!);
        // What is wrong with the syntax is said with the line, the rest in the original's words.
        if (problem.Type != "QueryParseException") problem.Message.ShouldBe((string)expected["message"]!);
    }

    private static AwEvent Event(JsonNode json) => new(
        null, Instant((string)json["timestamp"]!), TimeSpan.FromSeconds((double)json["duration"]!), AwData.Parse(json["data"]!.ToJsonString()));

    private static DateTimeOffset Instant(string text) => AwTime.TryParse(text, out var instant) ? instant : throw new FormatException(text);

    // Without ids, which the recording left out, and with members in one order.
    internal static string Plain(JsonNode? json) => json switch
    {
        JsonObject data => $"{{{string.Join(',', data.Where(member => member.Key != "id").OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{Plain(member.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Plain))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<JsonElement>().GetRawText(),
        null => "null",
        _ => json.ToJsonString(),
    };
}
