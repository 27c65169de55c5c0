using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daybook.Host.Http;

/// <summary>How JSON looks everywhere: snake_case, strict numbers, words for enums, instants in UTC with milliseconds.</summary>
internal static class Json
{
    public static void Add(IServiceCollection services) => services.ConfigureHttpJsonOptions(http =>
    {
        var json = http.SerializerOptions;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        json.Converters.Add(new InstantConverter());
        json.Converters.Add(new ElementConverter());
    });

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// A value of any shape. Half a surrogate pair in a name or a text parses, and throws when somebody reads it: refused here instead.
    /// </summary>
    private sealed class ElementConverter : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var ahead = reader;
            var open = 0;
            try
            {
                do
                {
                    if (ahead.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) ahead.GetString();
                    else if (ahead.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open++;
                    else if (ahead.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) open--;
                }
                while (open > 0 && ahead.Read());
            }
            catch (InvalidOperationException broken)
            {
                throw new JsonException("A text is not Unicode.", broken);
            }

            return JsonElement.ParseValue(ref reader);
        }

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
    }
}
