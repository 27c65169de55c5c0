using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Daybook.Host.Demo;

/// <summary>
/// The sample week (Monday 2 March 2026, Berlin), moved by whole weeks: every event keeps its local time of day, across
/// summer time too, so that the weeks shown are the present one up to now and, while that is not over, the one before.
/// </summary>
internal static class DemoWeek
{
    private const int MaxEvents = 400;
    private static readonly DateOnly Recorded = new(2026, 3, 2);

    /// <summary>The Mondays to load at this moment.</summary>
    public static IReadOnlyList<DateOnly> Mondays(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? [monday] : [monday.AddDays(-7), monday];
    }

    /// <summary>The batches to send, in order, nothing later than <paramref name="now"/>. The same week always has the same event ids.</summary>
    public static IEnumerable<JsonObject> Batches(DateOnly monday, DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var (device, events) in Moved(monday, now, zone))
            foreach (var chunk in events.Chunk(MaxEvents))
                yield return new JsonObject
                {
                    ["schema_version"] = "1.0", ["device_id"] = device, ["sent_at"] = Text(now), ["events"] = new JsonArray([.. chunk]),
                };
    }

    /// <summary>Each device's events of that week in the order of their time, nothing later than <paramref name="now"/>.</summary>
    public static IEnumerable<(string Device, IEnumerable<JsonObject> Events)> Moved(DateOnly monday, DateTimeOffset now, TimeZoneInfo zone)
    {
        var weeks = monday.DayNumber - Recorded.DayNumber;
        return Events().GroupBy(pair => pair.Device, pair => pair.Event, StringComparer.Ordinal).Select(device => (device.Key,
            (IEnumerable<JsonObject>)device.DistinctBy(one => one["event_id"]!.GetValue<string>(), StringComparer.Ordinal)
                .Select(one => Move(one, weeks, zone))
                .Where(one => At(one) <= now)
                .OrderBy(At)));
    }

    public static DateTimeOffset At(JsonObject one) => DateTimeOffset.Parse(one["ts"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    /// <summary>A number that looks thrown and is the event's own for ever.</summary>
    public static int Chance(JsonObject one) =>
        (int)(BitConverter.ToUInt32(Guid.Parse(one["event_id"]!.GetValue<string>()).ToByteArray(), 12) & int.MaxValue);

    public static JsonObject Setup()
    {
        using var file = Open("setup.json");
        return JsonNode.Parse(file)!.AsObject();
    }

    private static IEnumerable<(string Device, JsonObject Event)> Events()
    {
        using var file = new StreamReader(new GZipStream(Open("week.jsonl.gz"), CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
        {
            var batch = JsonNode.Parse(line)!;
            var device = batch["device_id"]!.GetValue<string>();
            foreach (var one in batch["events"]!.AsArray()) yield return (device, one!.DeepClone().AsObject());
        }
    }

    private static JsonObject Move(JsonObject one, int days, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(At(one), zone).DateTime.AddDays(days);
        // A local time that summer time skips or repeats is taken as the zone's standard time has it.
        var utc = zone.IsInvalidTime(local) ? local - zone.BaseUtcOffset : local - zone.GetUtcOffset(local);
        one["ts"] = Text(new DateTimeOffset(utc, TimeSpan.Zero));
        one["event_id"] = Another(one["event_id"]!.GetValue<string>(), days);
        return one;
    }

    private static string Another(string id, int days)
    {
        var bytes = Guid.Parse(id).ToByteArray();
        for (var i = 0; i < 4; i++) bytes[12 + i] ^= (byte)(days >> (8 * i));
        return new Guid(bytes).ToString();
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Stream Open(string name) => typeof(DemoWeek).Assembly.GetManifestResourceStream("Daybook.Host.Demo." + name)!;
}
