using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Daybook.Ingest.Editors;

/// <summary>Values as clients really send them: numbers as texts, truth as words. What cannot be read is as if it were not there. The reader ends behind the value.</summary>
internal static class LooseValues
{
    private const int LongestNumber = 40;

    // The scales in which clients tell Unix time, by the size of the number: beyond these no instant of a person's life is told in the scale below.
    private const double Nanoseconds = 1e17, Microseconds = 1e14, Milliseconds = 1e11;

    /// <summary>Unix time in microseconds, whatever scale it was told in, or an ISO 8601 text; null for what is no time between 1970 and 2200.</summary>
    public static long? Time(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var instant)) return Bounded((instant - DateTimeOffset.UnixEpoch).TotalSeconds);
        return Number(ref json) is { } number
            ? Bounded(number >= Nanoseconds ? number / 1e9 : number >= Microseconds ? number / 1e6 : number >= Milliseconds ? number / 1e3 : number)
            : null;
    }

    public static long? Integer(ref Utf8JsonReader json, long least, long most) =>
        Number(ref json) is { } number && number >= least && number <= most ? (long)Math.Round(number) : null;

    public static bool Flag(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) return json.GetBoolean();
        if (json.TokenType == JsonTokenType.String) return json.ValueTextEquals("true"u8) || json.ValueTextEquals("True"u8) || json.ValueTextEquals("1"u8);
        return Number(ref json) is > 0;
    }

    public static double? Number(ref Utf8JsonReader json)
    {
        double number;
        switch (json.TokenType)
        {
            case JsonTokenType.Number:
                return json.TryGetDouble(out number) && double.IsFinite(number) ? number : null;
            case JsonTokenType.String when !json.ValueIsEscaped:
                var text = json.ValueSpan.Trim((byte)' ');
                return text.Length is > 0 and <= LongestNumber && Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && double.IsFinite(number)
                    ? number : null;
            default:
                json.Skip();
                return null;
        }
    }

    /// <summary>A list of short texts as JSON; null when it is none or holds nothing.</summary>
    public static string? Texts(ref Utf8JsonReader json, int mostItems, int longest)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        List<string>? texts = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && json.GetString() is { Length: > 0 } text && text.Length <= longest && (texts?.Count ?? 0) < mostItems)
                (texts ??= []).Add(text);
            else json.Skip();
        }

        return texts is null ? null : Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(texts));
    }

    private static long? Bounded(double seconds) => seconds is > 0 and < 7_258_118_400 ? (long)Math.Round(seconds * 1e6) : null;
}
