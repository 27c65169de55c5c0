using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.AwStub;

namespace Daybook.Host.Tests.Storm;

/// <summary>The sample weeks, moved by whole weeks so that they end shortly before today.</summary>
internal static class SampleWeeks
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static JsonElement Setup(string profile) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(profile), "setup.json"))).RootElement;

    /// <summary>How far to move a sample week so that it lies <paramref name="weeksAgo"/> whole weeks back.</summary>
    public static TimeSpan Shift(int weeksAgo)
    {
        var weeks = (int)((DateTimeOffset.UtcNow - Monday).TotalDays / 7) - weeksAgo;
        return TimeSpan.FromDays(7 * weeks);
    }

    /// <summary>A window of days around the moved week, as the timesheet is asked for.</summary>
    public static (DateOnly Start, DateOnly End) Range(TimeSpan shift)
    {
        var monday = DateOnly.FromDateTime((Monday + shift).UtcDateTime);
        return (monday, monday.AddDays(6));
    }

    public static IReadOnlyList<JsonObject> Batches(string profile, TimeSpan shift)
    {
        using var reader = new StreamReader(Open(profile, "tracker-batches.jsonl.gz"));
        var batches = new List<JsonObject>();
        while (reader.ReadLine() is { } line)
        {
            var batch = JsonNode.Parse(line)!.AsObject();
            batch["sent_at"] = Move((string)batch["sent_at"]!, shift);
            foreach (var sample in batch["events"]!.AsArray()) sample!["ts"] = Move((string)sample["ts"]!, shift);
            batches.Add(batch);
        }

        return batches;
    }

    public static void Fill(AwStore store, string profile, TimeSpan shift)
    {
        using var reader = Open(profile, "aw-export.json.gz");
        foreach (var (id, bucket) in JsonNode.Parse(reader)!["buckets"]!.AsObject())
        {
            store.Bucket(id, (string)bucket!["type"]!, (string)bucket["hostname"]!);
            foreach (var stored in bucket["events"]!.AsArray().Reverse())
                store.Add(id, DateTimeOffset.Parse((string)stored!["timestamp"]!, CultureInfo.InvariantCulture) + shift,
                    TimeSpan.FromSeconds((double)stored["duration"]!), stored["data"]!);
        }
    }

    private static string Move(string instant, TimeSpan shift) =>
        (DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) + shift).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static GZipStream Open(string profile, string file) =>
        new(File.OpenRead(Path.Combine(Folder(profile), file)), CompressionMode.Decompress);

    private static string Folder(string profile)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "samples", profile);
    }
}
