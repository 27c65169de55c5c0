using System.Text.Json.Nodes;

namespace Daybook.AwStub;

/// <summary>A stored event: what the server has, not what it shows.</summary>
public sealed record StubEvent(long Id, DateTimeOffset Start, TimeSpan Duration, JsonObject Data)
{
    public DateTimeOffset End => Start + Duration;
}

/// <summary>A bucket and its events.</summary>
public sealed record StubBucket(string Id, string Type, string Client, string Hostname, DateTimeOffset Created)
{
    public List<StubEvent> Events { get; } = [];
}

/// <summary>The stub's memory: buckets with events, changed as watchers and people change them.</summary>
public sealed class AwStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, StubBucket> buckets = new(StringComparer.Ordinal);
    private long lastId;

    public IReadOnlyList<StubBucket> Buckets
    {
        get { lock (gate) return [.. buckets.Values]; }
    }

    public StubBucket Bucket(string id, string type, string hostname = "laptop", DateTimeOffset? created = null)
    {
        lock (gate)
        {
            var bucket = new StubBucket(id, type, id.Split('_')[0], hostname, created ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
            buckets[id] = bucket;
            return bucket;
        }
    }

    public long Add(string bucket, DateTimeOffset start, TimeSpan duration, object data)
    {
        lock (gate)
        {
            buckets[bucket].Events.Add(new StubEvent(++lastId, start, duration, (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(data)!));
            return lastId;
        }
    }

    /// <summary>Replaces an event: it grows, or somebody edits it.</summary>
    public void Change(string bucket, long id, Func<StubEvent, StubEvent> change)
    {
        lock (gate)
        {
            var events = buckets[bucket].Events;
            var at = events.FindIndex(stored => stored.Id == id);
            events[at] = change(events[at]);
        }
    }

    public void Delete(string bucket, long id)
    {
        lock (gate) buckets[bucket].Events.RemoveAll(stored => stored.Id == id);
    }

    public void DeleteBucket(string bucket)
    {
        lock (gate) buckets.Remove(bucket);
    }

    /// <summary>As after the server's data was thrown away: numbers start again from 1.</summary>
    public void Wipe()
    {
        lock (gate)
        {
            buckets.Clear();
            lastId = 0;
        }
    }

    public StubBucket? Find(string id)
    {
        lock (gate) return buckets.GetValueOrDefault(id);
    }

    public StubEvent? Find(string bucket, long id)
    {
        lock (gate) return buckets.GetValueOrDefault(bucket)?.Events.Find(stored => stored.Id == id);
    }

    /// <summary>As the Python server answers: overlap with both ends included, clipped, newest first.</summary>
    public IReadOnlyList<StubEvent> Select(string bucket, DateTimeOffset? start, DateTimeOffset? end, int limit)
    {
        lock (gate)
        {
            var late = end?.AddMilliseconds(1);
            var hits = buckets[bucket].Events
                .Where(stored => (start is null || (stored.End >= start && stored.Start >= start.Value.AddDays(-1))) && (late is null || stored.Start <= late))
                .OrderByDescending(stored => stored.Start).ThenByDescending(stored => stored.Id)
                .Select(stored => Clip(stored, start, late));
            return [.. limit < 0 ? hits : hits.Take(limit)];
        }
    }

    private static StubEvent Clip(StubEvent stored, DateTimeOffset? start, DateTimeOffset? end)
    {
        var from = start > stored.Start ? start.Value : stored.Start;
        var to = end < stored.End ? end.Value : stored.End;
        return stored with { Start = from, Duration = to > from ? to - from : TimeSpan.Zero };
    }
}
