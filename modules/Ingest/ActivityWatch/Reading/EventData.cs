using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>
/// The data of an event in the one form in which it is stored: names in order, numbers as short as they can be (1.0 is 1), everything else as it
/// came. So equal data is equal text, as ActivityWatch compares it. Idempotent and total.
/// </summary>
internal static class EventData
{
    public const string Empty = "{}";
    private const int MaxKept = 512;
    private const int MaxMembers = 12;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonElement data, ref Repairs repairs)
    {
        if (data.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return Empty;
        if (data.ValueKind != JsonValueKind.Object)
        {
            repairs |= Repairs.Part;
            return Sorted($$"""{"value":{{data.GetRawText()}}}""", ref repairs) ?? Empty;
        }

        return Sorted(data.GetRawText(), ref repairs) ?? Shortened(data, ref repairs);
    }

    private static string? Sorted(string raw, ref Repairs repairs)
    {
        if (CanonicalJson.Of(raw, ref repairs) is not { } canonical) return null;
        using var document = JsonDocument.Parse(canonical);
        var buffer = new ArrayBufferWriter<byte>(canonical.Length);
        using (var writer = new Utf8JsonWriter(buffer, Writing)) Write(writer, document.RootElement);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Too large to be kept whole: the first texts and numbers of it say most.
    private static string Shortened(JsonElement data, ref Repairs repairs)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            foreach (var member in data.EnumerateObject().Take(MaxMembers))
            {
                if (member.Name.Length > MaxKept || member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) continue;
                writer.WritePropertyName(member.Name);
                if (member.Value.ValueKind == JsonValueKind.String) writer.WriteStringValue(CanonicalText.Of(member.Value.GetString(), MaxKept, ref repairs) ?? "");
                else if (member.Value.GetRawText().Length <= MaxKept) member.Value.WriteTo(writer);
                else writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        return Sorted(Encoding.UTF8.GetString(buffer.WrittenSpan), ref repairs) ?? Empty;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value.GetRawText()));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Number(string raw)
    {
        if (raw is "-0") return "0";
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0) return raw;
        var number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
