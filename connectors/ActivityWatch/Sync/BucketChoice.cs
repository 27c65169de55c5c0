using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Events;

namespace Daybook.Connectors.ActivityWatch.Sync;

/// <summary>A bucket that is read: the machine it belongs to, and how its events are understood.</summary>
internal sealed record ChosenBucket(AwBucket Bucket, string Machine, SampleMapper Mapper)
{
    /// <summary>Stable over syncs and imports; two machines may have a bucket of the same name.</summary>
    public string StreamId => $"{Machine}/{Bucket.Id}";

    public StreamBatch Batch(IReadOnlyList<SyncSample> samples) =>
        new(StreamId, Bucket.Id, Machine, Mapper.Kind, samples) { Platform = Mapper.Platform };
}

/// <summary>Which buckets a sync reads, and which of the wanted ones it cannot.</summary>
internal sealed record BucketChoice(IReadOnlyList<ChosenBucket> Chosen, IReadOnlyList<string> Unknown, IReadOnlyList<string> Unreadable)
{
    private const int MaxChosen = 200;
    private static readonly HashSet<string> Defaults =
        new(["currentwindow", "afkstatus", "web.tab.current", "app.editor.activity"], StringComparer.Ordinal);

    /// <summary>Nothing wanted: every bucket of a type that tells of a person's time. Copies of other servers made by aw-sync are left out.</summary>
    public static BucketChoice Of(IReadOnlyList<AwBucket> all, IReadOnlyList<string> wanted, string server)
    {
        var byId = all.ToDictionary(bucket => bucket.Id, StringComparer.Ordinal);
        var picked = wanted.Count > 0
            ? [.. wanted.Where(byId.ContainsKey).Select(id => byId[id])]
            : all.Where(bucket => Defaults.Contains(bucket.Type) && !bucket.Id.Contains("-synced-from-", StringComparison.Ordinal)).ToList();
        var chosen = new List<ChosenBucket>();
        var unreadable = new List<string>();
        foreach (var bucket in picked)
        {
            if (SampleMapper.For(bucket) is { } mapper && chosen.Count < MaxChosen) chosen.Add(new ChosenBucket(bucket, Machine(bucket, all, server), mapper));
            else unreadable.Add(bucket.Id);
        }

        return new BucketChoice(chosen, [.. wanted.Where(id => !byId.ContainsKey(id))], unreadable);
    }

    /// <summary>
    /// Old browser extensions do not say which machine they run on. They post to the server of their own machine, so it is the server's, as long
    /// as it has other buckets; else the only other machine there is.
    /// </summary>
    public static string Machine(AwBucket bucket, IEnumerable<AwBucket> all, string server)
    {
        if (bucket.HasHost) return bucket.Hostname;
        var others = all.Where(other => other.HasHost).Select(other => other.Hostname).Distinct(StringComparer.OrdinalIgnoreCase).Take(100).ToList();
        if (others is [var only]) return only;
        return server.Length > 0 ? server : "unknown";
    }
}
