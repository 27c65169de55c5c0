using System.Text;
using System.Text.Json;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Editors;

namespace Daybook.Ingest.WakaTime.Reading;

/// <summary>What a body held. <paramref name="IsList"/>: the answer is a list, too.</summary>
internal sealed record HeartbeatsRead(List<SentHeartbeat> Items, bool IsList);

/// <summary>
/// Reads a request's heartbeats from its bytes, whatever its content type says: a list, one alone, or either of them once more as a JSON text.
/// </summary>
internal static class HeartbeatsReader
{
    public const int Most = 1000;

    // Depth costs a bit per level here, and nothing deep is kept: the body's limit bounds it.
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64 * 1024 * 1024, AllowTrailingCommas = true };

    /// <summary>Null when the body is no JSON of that shape. Of a list that is too long one more than allowed is read.</summary>
    public static HeartbeatsRead? Read(Memory<byte> body, HeartbeatSender sender)
    {
        try
        {
            var bytes = JsonBytes.Mend(body, out var mended);
            var json = new Utf8JsonReader(bytes.Span, Reading);
            json.Read();
            if (json.TokenType != JsonTokenType.String) return Read(ref json, bytes.Span, new HeartbeatReader(sender, mended));
            var inner = JsonBytes.Mend(Encoding.UTF8.GetBytes(json.GetString()!), out var mendedAgain);
            if (json.Read()) return null;
            json = new Utf8JsonReader(inner.Span, Reading);
            json.Read();
            return Read(ref json, inner.Span, new HeartbeatReader(sender, mended || mendedAgain));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HeartbeatsRead? Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body, HeartbeatReader reader)
    {
        var items = new List<SentHeartbeat>();
        var isList = json.TokenType == JsonTokenType.StartArray;
        if (isList)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (items.Count > Most) json.Skip();
                else items.Add(reader.Read(ref json, body));
            }
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            items.Add(reader.Read(ref json, body));
        }
        else
        {
            return null;
        }

        // Nothing may follow: this throws when something does.
        json.Read();
        return new HeartbeatsRead(items, isList);
    }
}
