using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daybook.Ingest.Canonical;

/// <summary>
/// JSON as it may be stored: one root, bounded depth and size, canonical texts, finite numbers that stay short when PostgreSQL
/// writes them out. Idempotent and total: what cannot be mended is left out.
/// </summary>
internal static class CanonicalJson
{
    public const int MaxBytes = 8 * 1024;
    private const int MaxRaw = 64 * 1024;
    private const int MaxDepth = 16;
    private const int MaxName = 255;
    private const int MaxText = 4096;
    private const int MaxNumber = 40;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxRaw };
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical form of <paramref name="raw"/>, or null.</summary>
    public static string? Of(string? raw, ref Repairs repairs)
    {
        if (string.IsNullOrWhiteSpace(raw)) return null;
        if (raw.Length > MaxRaw)
        {
            repairs |= Repairs.Json;
            return null;
        }

        var seen = Repairs.None;
        var bytes = JsonBytes.Mend(Encoding.UTF8.GetBytes(raw), out var mended);
        if (mended) seen |= Repairs.Characters;
        try
        {
            using var document = JsonDocument.Parse(bytes, Reading);
            var buffer = new ArrayBufferWriter<byte>(bytes.Length);
            using (var writer = new Utf8JsonWriter(buffer, Writing)) Write(writer, document.RootElement, 0, ref seen);
            if (buffer.WrittenCount <= MaxBytes)
            {
                repairs |= seen;
                return Encoding.UTF8.GetString(buffer.WrittenSpan);
            }
        }
        catch (JsonException)
        {
        }

        repairs |= Repairs.Json;
        return null;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, int depth, ref Repairs repairs)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth == MaxDepth:
                repairs |= Repairs.Json;
                writer.WriteNullValue();
                break;
            case JsonValueKind.Object:
                WriteObject(writer, value, depth, ref repairs);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item, depth + 1, ref repairs);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(CanonicalText.Of(value.GetString(), MaxText, ref repairs) ?? "");
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value.GetRawText(), ref repairs);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Of two members with one name the last is kept, as PostgreSQL does.</summary>
    private static void WriteObject(Utf8JsonWriter writer, JsonElement value, int depth, ref Repairs repairs)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            members[CanonicalText.Of(member.Name, MaxName, ref repairs) ?? ""] = member.Value;
        writer.WriteStartObject();
        foreach (var (name, member) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, member, depth + 1, ref repairs);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string raw, ref Repairs repairs)
    {
        if (IsBounded(raw))
        {
            writer.WriteRawValue(raw);
            return;
        }

        repairs |= Repairs.Number;
        writer.WriteStringValue(raw.Length <= MaxNumber ? raw : raw[..MaxNumber]);
    }

    // 1e131071 is eight characters here and 131,072 in PostgreSQL: a number with an exponent stays within what a double shows plainly.
    private static bool IsBounded(string raw)
    {
        if (raw.Length > MaxNumber || !double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        var size = Math.Abs(number);
        return double.IsFinite(number) && size <= 1e18 && (size >= 1e-18 || !raw.AsSpan().ContainsAny('e', 'E'));
    }
}
