using System.Text.Json;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>The required values of an event; null means that the event cannot be stored. The reader ends behind the value.</summary>
internal static class TrackerValues
{
    public static long? Sequence(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) && number >= 0) return number;
        json.Skip();
        return null;
    }

    /// <summary>1 to 600 seconds, in milliseconds.</summary>
    public static long? Interval(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var seconds) && seconds >= 1 && seconds <= 600)
            return (long)Math.Round(seconds * 1000);
        json.Skip();
        return null;
    }

    /// <summary>An ISO 8601 instant; without an offset it is UTC, as the contract says.</summary>
    public static DateTimeOffset? Instant(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String && json.TryGetDateTime(out var time))
        {
            if (time.Kind == DateTimeKind.Unspecified) return new DateTimeOffset(time, TimeSpan.Zero);
            if (json.TryGetDateTimeOffset(out var instant)) return instant.ToUniversalTime();
        }

        json.Skip();
        return null;
    }

    public static SampleState State(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            if (json.ValueTextEquals("active"u8)) return SampleState.Active;
            if (json.ValueTextEquals("idle"u8)) return SampleState.Idle;
            if (json.ValueTextEquals("locked"u8)) return SampleState.Locked;
            if (json.ValueTextEquals("paused"u8)) return SampleState.Paused;
            if (json.ValueTextEquals("excluded"u8)) return SampleState.Excluded;
            if (json.ValueTextEquals("sleep"u8)) return SampleState.Sleep;
        }

        if (json.TokenType != JsonTokenType.Null) repairs |= Repairs.Part;
        json.Skip();
        return SampleState.Active;
    }
}
