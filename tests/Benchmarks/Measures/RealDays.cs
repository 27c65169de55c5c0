using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What was stored of the sample days.</summary>
internal sealed record StoredDays(long Samples, int Days);

/// <summary>The sample days of three people through the door, repeated week after week with new ids, as a person's year is.</summary>
internal static class RealDays
{
    private static string Folder => Path.Combine(Environment.GetEnvironmentVariable("DAYBOOK_BENCH_ROOT") ?? ".", "tests", "samples");

    public static async Task<StoredDays> StoreAsync(Bench bench, int days, CancellationToken ct)
    {
        using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
        var device = await bench.Owner.EnrollAsync(bench, ct);
        var events = Read("backend");
        var newest = events.Max(one => Instant(one));
        var target = TimeProvider.System.GetUtcNow().AddDays(-1);
        var weeks = (days + 6) / 7;
        var stored = 0L;
        for (var week = weeks - 1; week >= 0; week--)
        {
            var shift = TimeSpan.FromDays(Math.Floor((target - newest).TotalDays)) - TimeSpan.FromDays(7 * week);
            foreach (var part in events.Chunk(500))
            {
                var batch = new JsonArray();
                foreach (var one in part)
                {
                    var copy = one.DeepClone().AsObject();
                    copy["event_id"] = Guid.NewGuid().ToString();
                    copy["ts"] = (Instant(one) + shift).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                    batch.Add((JsonNode)copy);
                }

                var body = new JsonObject
                {
                    ["schema_version"] = "1.0", ["device_id"] = device,
                    ["sent_at"] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), ["events"] = batch,
                };
                await wire.SendAsync(Wire.Request("POST", "/api/v1/tracker/events:batch", bench.Owner.Bearer, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())), ct);
                if (wire.Status != 200) throw new InvalidOperationException(wire.Text);
                stored += part.Length;
            }
        }

        return new StoredDays(await bench.AskAsync<long>("select count(*) from ingest.sample"), weeks * 7);
    }

    private static DateTimeOffset Instant(JsonNode one) => DateTimeOffset.Parse(one["ts"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static List<JsonNode> Read(string profile) =>
    [
        .. ReadLines(profile).SelectMany(line => JsonNode.Parse(line)!["events"]!.AsArray()).OfType<JsonNode>()
            .Where(one => one["ts"] is JsonValue ts && ts.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            .DistinctBy(one => one["event_id"]?.ToJsonString(), StringComparer.Ordinal),
    ];

    private static IEnumerable<string> ReadLines(string profile)
    {
        using var file = new StreamReader(new System.IO.Compression.GZipStream(
            File.OpenRead(Path.Combine(Folder, profile, "tracker-batches.jsonl.gz")), System.IO.Compression.CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
            if (line.Length > 0) yield return line;
    }
}
