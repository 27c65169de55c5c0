using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Rollup;

/// <summary>Reads what a heartbeat says of an agent's work. Whatever is no number counts nothing.</summary>
internal static class AiReader
{
    // More than anybody writes or reads in one heartbeat: what is beyond is a mistake and must not drown the rest.
    private const long Most = 1_000_000_000;

    public static AiCounts Of(string body)
    {
        if (body.Length == 0) return default;
        var counts = default(AiCounts);
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = Field(ref reader);
                reader.Read();
                var number = Number(ref reader);
                reader.Skip();
                counts = field switch
                {
                    1 => counts with { LinesAi = number },
                    2 => counts with { LinesHuman = number },
                    3 => counts with { TokensIn = Math.Max(number, 0) },
                    4 => counts with { TokensOut = Math.Max(number, 0) },
                    5 => counts with { TokensCached = Math.Max(number, 0) },
                    6 => counts with { Prompts = number > 0 ? 1 : 0 },
                    _ => counts,
                };
            }
        }
        catch (JsonException)
        {
            return default;
        }

        return counts;
    }

    private static int Field(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("ai_line_changes"u8) ? 1
        : reader.ValueTextEquals("human_line_changes"u8) ? 2
        : reader.ValueTextEquals("ai_input_tokens"u8) ? 3
        : reader.ValueTextEquals("ai_output_tokens"u8) ? 4
        : reader.ValueTextEquals("ai_cached_input_tokens"u8) ? 5
        : reader.ValueTextEquals("ai_prompt_length"u8) ? 6 : 0;

    private static long Number(ref Utf8JsonReader reader)
    {
        var value = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out var number) ? number : 0,
            JsonTokenType.String => double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var text) ? text : 0,
            _ => 0,
        };
        return double.IsNaN(value) ? 0 : (long)Math.Clamp(value, -Most, Most);
    }
}
