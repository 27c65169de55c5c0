using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Daybook.Benchmarks.Rig;

/// <summary>
/// One client's requests in the contracts of editors and watchers, as ready bytes; only their instants are written anew, in place, so that no
/// heartbeat is a duplicate of another.
/// </summary>
internal sealed class BeatBodies
{
    private const int Files = 40;
    private const string Seconds = "1700000000.000";
    private const string Iso = "2026-01-01T00:00:00.000Z";
    private static readonly DateTimeOffset First = TimeProvider.System.GetUtcNow().AddDays(-25);

    private readonly byte[] request;
    private readonly int[] places;
    private readonly bool asIso;
    private readonly double step;
    private long next;

    private BeatBodies(byte[] request, string mark, double stepSeconds)
    {
        (this.request, asIso, step) = (request, mark == Iso, stepSeconds);
        places = [.. Places(request, Encoding.ASCII.GetBytes(mark))];
    }

    /// <summary>heartbeats.bulk as editors send it, each client from a machine of its own.</summary>
    public static BeatBodies WakaTime(string key, int client, int size)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < size; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"entity":"/home/kim/harbor/src/part{{i / 7 % Files}}/SampleStore.cs","type":"file","category":"coding","time":{{Seconds}},"project":"harbor","branch":"main","language":"C#","is_write":{{(i % 5 == 0 ? "true" : "false")}},"lines":240,"lineno":{{i + 1}},"cursorpos":7,"user_agent":"wakatime/v1.115.2 (linux-6.8.0-x86_64) go1.24.1 vscode/1.95.3 vscode-wakatime/25.0.0"}
                """);
        }

        text.Append(']');
        return new BeatBodies(
            Wire.Request("POST", "/api/v1/users/current/heartbeats.bulk", Basic(key), Encoding.ASCII.GetBytes(text.ToString()), $"X-Machine-Name: bench-{client}\r\n"),
            Seconds, 0.5);
    }

    /// <summary>One DevTime heartbeat a request.</summary>
    public static BeatBodies DevTime(string key, int client) => new(
        Wire.Request("POST", "/api/heartbeat", Basic(key), Encoding.ASCII.GetBytes($$"""
            {"tool":"vscode","activity_type":"coding","timestamp":{{Seconds}},"project":"harbor","file":"/home/kim/harbor/src/SampleStore.cs","language":"C#","branch":"main","machine_id":"bench-{{client}}","is_write":false,"lines":240,"cursor_line":17}
            """)), Seconds, 0.5);

    /// <summary>One ActivityWatch heartbeat a request, a second after the one before, so that each makes the bucket's last event longer.</summary>
    public static BeatBodies Watcher(string bearer, string bucket, double stepSeconds = 1) => new(
        Wire.Request("POST", $"/api/0/buckets/{bucket}/heartbeat?pulsetime=60", bearer, Encoding.ASCII.GetBytes($$$"""
            {"timestamp":"{{{Iso}}}","duration":0,"data":{"app":"Code","title":"SampleStore.cs - harbor - Visual Studio Code"}}
            """)), Iso, stepSeconds);

    /// <summary>The next request. The bytes are good until the next call.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        foreach (var place in places)
        {
            var at = First.AddSeconds(step * next++);
            if (asIso) at.UtcDateTime.TryFormat(request.AsSpan(place, Iso.Length), out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            else Utf8Formatter.TryFormat(at.ToUnixTimeMilliseconds() / 1000m, request.AsSpan(place, Seconds.Length), out _, new('F', 3));
        }

        return request;
    }

    private static string Basic(string key) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(key));

    private static IEnumerable<int> Places(byte[] request, byte[] mark)
    {
        for (var at = 0; at <= request.Length - mark.Length; at++)
            if (request.AsSpan(at, mark.Length).SequenceEqual(mark)) yield return at;
    }
}
