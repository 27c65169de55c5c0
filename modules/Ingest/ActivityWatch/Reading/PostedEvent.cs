using System.Globalization;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>
/// An event as a client posts it. <paramref name="DurationMs"/>: may be negative, as the original takes it; it covers no time then.
/// <paramref name="Data"/>: in the form of <see cref="EventData"/>. <paramref name="SkewMs"/>: by how much it was moved because the client's clock is ahead.
/// </summary>
internal sealed record PostedEvent(long? Id, DateTimeOffset Start, long DurationMs, string Data, Repairs Repairs, long SkewMs = 0)
{
    private const long DayMs = 86_400_000;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Of an event at the end of time: that.</summary>
    public DateTimeOffset End =>
        DurationMs <= 0 ? Start : DurationMs > (DateTimeOffset.MaxValue - Start).TotalMilliseconds ? DateTimeOffset.MaxValue : Start.AddMilliseconds(DurationMs);

    /// <summary>A heartbeat: what its client got wrong is mended, for it would throw away what is refused.</summary>
    public static PostedEvent Mended(JsonElement json, DateTimeOffset now)
    {
        var repairs = Repairs.None;
        var (received, latest) = (now.ToUnixTimeMilliseconds(), (now + Ahead).ToUnixTimeMilliseconds());
        var (start, duration, skew) = ((Instant(json) ?? now).ToUnixTimeMilliseconds(), Milliseconds(json) ?? 0, 0L);
        if (start > latest)
        {
            // A clock that is ahead: a heartbeat is sent when it ends.
            duration = Math.Min(duration, DayMs);
            skew = received - Math.Max(0, duration) - start;
            (start, repairs) = (start + skew, Repairs.Clock);
        }
        else if (duration > latest - start && start > Earliest.ToUnixTimeMilliseconds())
        {
            (duration, repairs) = (Math.Max(0, received - start), Repairs.Clock);
        }

        return new PostedEvent(Number(json), DateTimeOffset.FromUnixTimeMilliseconds(start), duration, DataOf(json, ref repairs), repairs, skew);
    }

    /// <summary>An event of a list: null, the wrong field and what is wrong with it, when it cannot be read as it stands.</summary>
    public static PostedEvent? Read(JsonElement json, DateTimeOffset now, out (string Field, string Complaint) wrong)
    {
        wrong = default;
        if (json.ValueKind != JsonValueKind.Object) wrong = ("", "is no event");
        else if (json.TryGetProperty("timestamp", out var at) && at.ValueKind != JsonValueKind.Null && Instant(json) is null) wrong = ("timestamp", "is no instant");
        else if (json.TryGetProperty("duration", out var length) && length.ValueKind != JsonValueKind.Null && Milliseconds(json) is null) wrong = ("duration", "is no number");
        if (wrong.Complaint is not null) return null;
        var repairs = Repairs.None;
        var start = DateTimeOffset.FromUnixTimeMilliseconds((Instant(json) ?? now).ToUnixTimeMilliseconds());
        return new PostedEvent(Number(json), start, Milliseconds(json) ?? 0, DataOf(json, ref repairs), repairs);
    }

    private static DateTimeOffset? Instant(JsonElement json)
    {
        if (!json.TryGetProperty("timestamp", out var at)) return null;
        if (at.ValueKind == JsonValueKind.String) return AwTime.TryParse(at.GetString(), out var instant) ? instant : null;

        // Seconds or milliseconds since 1970, as other programs write instants; small numbers are none.
        if (at.ValueKind != JsonValueKind.Number || !at.TryGetDouble(out var number)) return null;
        var ms = number >= 1e11 ? number : number * 1000;
        return ms is >= 9e11 and < 1e13 ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;
    }

    // Both ends are cut to milliseconds, as the connector does it: of a start in whole milliseconds that is the length's cut.
    private static long? Milliseconds(JsonElement json)
    {
        if (!json.TryGetProperty("duration", out var length)) return 0;
        double seconds;
        if (length.ValueKind == JsonValueKind.Null) return 0;
        if (length.ValueKind == JsonValueKind.Number) seconds = length.GetDouble();
        else if (length.ValueKind != JsonValueKind.String || !double.TryParse(length.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds)) return null;
        return double.IsFinite(seconds) ? (long)Math.Floor(Math.Round(Math.Clamp(seconds, -1e9, 1e9) * 1e6) / 1e3) : null;
    }

    private static long? Number(JsonElement json) =>
        json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;

    private static string DataOf(JsonElement json, ref Repairs repairs) =>
        json.TryGetProperty("data", out var data) ? EventData.Of(data, ref repairs) : EventData.Empty;
}
