using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Connectors.ActivityWatch.Client;

namespace Daybook.Connectors.ActivityWatch.Events;

/// <summary>An event as the server has it. <paramref name="Data"/>: its top-level texts, numbers and booleans as text, in the order of their names.</summary>
/// <param name="Id">The server's number, which a clipped event is asked for again by; exports of the Python server have none.</param>
/// <param name="Identity">
/// Start and content, never the duration and never the server's number: the same event has one identity in the sync, in both servers'
/// exports and after a server was set up anew, where numbers start again from 1.
/// </param>
internal sealed record AwEvent(long? Id, DateTimeOffset Start, TimeSpan Duration, SortedDictionary<string, string> Data, string Identity)
{
    public DateTimeOffset End => Start + Duration;

    /// <summary>The data's text, or null when it is absent, empty, or the literal by which watchers say that they do not know.</summary>
    public string? Text(string key) => Data.TryGetValue(key, out var value) && value is not ("" or "unknown") ? value : null;

    public bool Is(string key) => Data.TryGetValue(key, out var value) && value is "true";

    /// <summary>Reads one event; answers null and a stable word when it can never be stored.</summary>
    public static AwEvent? Read(ReadOnlySpan<byte> json, DateTimeOffset latest, out string reason)
    {
        long? id = null;
        DateTimeOffset? start = null;
        decimal? seconds = 0;
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Refuse("not-an-object", out reason);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LenientText.Of(ref reader);
            reader.Read();
            switch (name)
            {
                case "id" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number): id = number; break;
                case "timestamp" when reader.TokenType == JsonTokenType.String && AwTime.TryParse(LenientText.Of(ref reader), out var at): start = at; break;
                case "duration": seconds = Seconds(ref reader); break;
                case "data" when reader.TokenType == JsonTokenType.StartObject: ReadData(ref reader, data); break;
                default: reader.Skip(); break;
            }
        }

        if (start is not { } from) return Refuse("timestamp-unreadable", out reason);
        if (seconds is not { } length) return Refuse("duration-unreadable", out reason);
        if (length < 0) return Refuse("duration-negative", out reason);
        if (length > 31 * 86_400) return Refuse("duration-too-long", out reason);
        var duration = TimeSpan.FromTicks((long)Math.Round(length * 1_000_000m, MidpointRounding.ToEven) * TimeSpan.TicksPerMicrosecond);
        if (from + duration > latest) return Refuse("in-the-future", out reason);
        reason = "";
        return new AwEvent(id, from, duration, data, IdentityOf(from, data));
    }

    private static AwEvent? Refuse(string why, out string reason)
    {
        reason = why;
        return null;
    }

    private static decimal? Seconds(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => 0,
        JsonTokenType.Number when reader.TryGetDecimal(out var exact) => exact,
        JsonTokenType.Number when reader.TryGetDouble(out var rough) && Math.Abs(rough) < 1e9 => (decimal)rough,
        JsonTokenType.Number => decimal.MaxValue,
        _ => null,
    };

    private static void ReadData(ref Utf8JsonReader reader, SortedDictionary<string, string> data)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LenientText.Of(ref reader);
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.String: data[name] = LenientText.Of(ref reader); break;
                case JsonTokenType.True: data[name] = "true"; break;
                case JsonTokenType.False: data[name] = "false"; break;
                case JsonTokenType.Number: data[name] = Encoding.ASCII.GetString(reader.ValueSpan); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static string IdentityOf(DateTimeOffset start, SortedDictionary<string, string> data)
    {
        var content = new ArrayBufferWriter<byte>(256);
        foreach (var (name, value) in data)
        {
            Append(content, name);
            Append(content, value);
        }

        return start.UtcTicks.ToString(CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(SHA256.HashData(content.WrittenSpan).AsSpan(0, 12));
    }

    // Each text ends with a byte no UTF-8 text contains, so that neighbours cannot be read as one another.
    private static void Append(ArrayBufferWriter<byte> content, string text)
    {
        Encoding.UTF8.GetBytes(text, content);
        content.Write([(byte)0xFF]);
    }
}
