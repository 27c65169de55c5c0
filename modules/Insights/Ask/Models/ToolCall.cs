using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Insights.Ask.Facts;

namespace Daybook.Insights.Ask.Models;

/// <summary>What a model may ask for: one of the fixed tools, with words and dates. There is no person and no query language among its arguments.</summary>
internal sealed record ToolCall(string Tool, string GroupBy, DayRange Range, string Text, int Limit)
{
    public static readonly IReadOnlyList<string> Tools = ["totals", "list_entries", "day_summary", "search", "focus_stats", "meetings", "work_items"];

    private static readonly string[] Groups = ["task", "project", "category", "day", "none"];

    private const int MostRows = 50;
    private const int LongestText = 100;

    /// <summary>The schema of one call, for servers that know schemas.</summary>
    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("tool", "group_by", "start", "end", "text", "limit"),
        ["properties"] = new JsonObject
        {
            ["tool"] = Words(Tools), ["group_by"] = Words(Groups), ["start"] = Type("string"), ["end"] = Type("string"), ["text"] = Type("string"), ["limit"] = Type("integer"),
        },
    };

    /// <summary>Null when it is none of the tools. Dates outside of the scope are brought into it: there is nothing else.</summary>
    public static ToolCall? Read(JsonElement call, DayRange scope)
    {
        if (call.ValueKind != JsonValueKind.Object || !Tools.Contains(Word(call, "tool"), StringComparer.Ordinal)) return null;
        var group = Word(call, "group_by");
        var asked = new DayRange(Day(call, "start") ?? scope.Start, Day(call, "end") ?? scope.End);
        var text = Word(call, "text");
        return new ToolCall(
            Word(call, "tool"), Groups.Contains(group, StringComparer.Ordinal) ? group : "none", asked.Start <= asked.End && scope.With(asked) is { } within ? within : scope,
            text.Length > LongestText ? text[..LongestText] : text,
            call.TryGetProperty("limit", out var limit) && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var number) ? Math.Clamp(number, 1, MostRows) : 20);
    }

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    private static string Word(JsonElement call, string name) =>
        call.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static DateOnly? Day(JsonElement call, string name) =>
        DateOnly.TryParseExact(Word(call, name), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
