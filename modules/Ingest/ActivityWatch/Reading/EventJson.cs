using System.Buffers.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>An event as it is answered.</summary>
internal readonly record struct ShownEvent(int Number, DateTimeOffset Start, long DurationMs, ReadOnlyMemory<byte> Data)
{
    public DateTimeOffset End => Start.AddMilliseconds(DurationMs);

    /// <summary>Cut to the range: the start moves up, the end is cut.</summary>
    public ShownEvent Within(DateTimeOffset? from, DateTimeOffset? to)
    {
        var start = from is { } first && first > Start ? first : Start;
        var end = to is { } last && last < End ? last : End;
        return (start == Start && end == End) || DurationMs < 0 ? this : this with { Start = start, DurationMs = Math.Max(0, (long)(end - start).TotalMilliseconds) };
    }
}

/// <summary>Writes events in ActivityWatch's shape.</summary>
internal static class EventJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Duration = JsonEncodedText.Encode("duration");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

    /// <param name="numbered">Exports have no ids. An event that a connector brought has none either.</param>
    public static void Write(Utf8JsonWriter writer, in ShownEvent one, bool numbered = true)
    {
        writer.WriteStartObject();
        if (numbered)
        {
            if (one.Number > 0) writer.WriteNumber(Id, one.Number);
            else writer.WriteNull(Id);
        }

        writer.WriteString(Timestamp, AwTime.Format(one.Start));
        writer.WritePropertyName(Duration);
        Span<byte> seconds = stackalloc byte[24];
        writer.WriteRawValue(Seconds(one.DurationMs, seconds), skipInputValidation: true);
        writer.WritePropertyName(Data);
        writer.WriteRawValue(one.Data.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    // 5.5, 0.0, -299.999: seconds as Python writes them.
    private static ReadOnlySpan<byte> Seconds(long ms, Span<byte> text)
    {
        var sign = 0;
        if (ms < 0) (text[sign++], ms) = ((byte)'-', -ms);
        Utf8Formatter.TryFormat(ms / 1000, text[sign..], out var length);
        length += sign;
        text[length++] = (byte)'.';
        var (fraction, unit) = ((int)(ms % 1000), 100);
        do
        {
            text[length++] = (byte)('0' + fraction / unit);
            fraction %= unit;
            unit /= 10;
        }
        while (fraction > 0);
        return text[..length];
    }
}
