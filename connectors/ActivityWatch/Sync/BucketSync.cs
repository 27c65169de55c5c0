using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Events;

namespace Daybook.Connectors.ActivityWatch.Sync;

/// <summary>
/// Reads one bucket forwards in windows that fit a request. It begins a day before the mark and states that day anew, so that events that
/// grew, came late, were edited or deleted end up right. The mark moves with the data of each window, never past a failed one.
/// </summary>
internal sealed class BucketSync
{
    private const int MaxRestated = 2_000;

    // A burst may be left out here and there; a server that floods every second is not read to the end of time.
    private const int MaxDense = 3;
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);
    private static readonly TimeSpan Widest = TimeSpan.FromDays(7);

    private readonly AwClient client;
    private readonly ChosenBucket bucket;
    private readonly AwCheckpoint checkpoint;
    private readonly DateTimeOffset begin;
    private readonly DateTimeOffset end;
    private readonly DateTimeOffset latest;
    private readonly long since;
    private readonly long floor;
    private readonly Queue<SyncBatch> ready = new();
    private DateTimeOffset at;
    private TimeSpan width = TimeSpan.FromDays(1);
    private long newest;
    private int dense;

    public BucketSync(AwClient client, ChosenBucket bucket, AwCheckpoint checkpoint, int lookbackDays, DateTimeOffset now)
    {
        (this.client, this.bucket, this.checkpoint) = (client, bucket, checkpoint);
        (end, latest) = (Trim(now.AddDays(1)), now.AddDays(2));
        var lookback = Trim(now.AddDays(-lookbackDays)).ToUnixTimeMilliseconds();
        var known = checkpoint.Buckets.GetValueOrDefault(bucket.Bucket.Id);
        var reborn = known is not null && !string.Equals(known.Created, bucket.Bucket.Created, StringComparison.Ordinal);
        floor = reborn ? known!.Mark : known?.Floor ?? long.MinValue;
        var again = known is null || reborn || lookback < known.Since;
        since = known is null || reborn ? lookback : Math.Min(lookback, known.Since);
        newest = known is null || reborn ? lookback : known.Mark;
        at = begin = again ? Unix(lookback) : Unix(Math.Min(known!.Mark, end.ToUnixTimeMilliseconds())) - Overlap;
    }

    /// <summary>How far the reading is, from 0 to 1.</summary>
    public double Done => Math.Clamp((at - begin) / (end - begin), 0, 1);

    /// <summary>The next batch; null when the bucket is read.</summary>
    public async Task<SyncBatch?> NextAsync(CancellationToken ct)
    {
        while (ready.Count == 0 && at < end) await ReadWindowAsync(ct);
        return ready.TryDequeue(out var batch) ? batch : null;
    }

    private async Task ReadWindowAsync(CancellationToken ct)
    {
        var to = end - at <= width ? end : at + width;
        if (await Window.ReadAsync(client, bucket, at, to, latest, ct) is not { } window)
        {
            width = Trim((to - at) / 2);
            return;
        }

        if (!window.Whole && ++dense > MaxDense) throw new ConnectorException("too-dense", "The server has more events within single seconds than can be read.");
        if (window.Events.Count < Window.Limit / 4 && width < Widest) width *= 2;
        at = to;
        var chunks = window.Events.Chunk(MaxRestated).ToList();
        if (chunks.Count == 0) chunks.Add([]);
        for (var index = 0; index < chunks.Count; index++)
        {
            var from = index == 0 ? window.From : chunks[index][0].Start;
            var until = index == chunks.Count - 1 ? window.To : chunks[index + 1][0].Start;
            ready.Enqueue(Batch(window, chunks[index], from, until, last: index == chunks.Count - 1));
        }
    }

    private SyncBatch Batch(Window window, AwEvent[] events, DateTimeOffset from, DateTimeOffset until, bool last)
    {
        var samples = events.Select(bucket.Mapper.Map).OfType<SyncSample>().ToList();
        if (events.Length > 0) newest = Math.Max(newest, events[^1].Start.ToUnixTimeMilliseconds());
        var restated = window.Whole && until > from && from.ToUnixTimeMilliseconds() >= floor;
        return new SyncBatch
        {
            Streams = [bucket.Batch(samples) with { RestatedFrom = restated ? from : null, RestatedTo = restated ? until : null }],
            Checkpoint = last ? Moved(window) : null,
            Rejected = Rejected(window, events, last),
            Problems = last && !window.Whole
                ? [new SyncProblem("too-dense", bucket.Bucket.Id, "More events within one second than can be read; some were left out.")]
                : [],
        };
    }

    private IReadOnlyList<RejectedItem> Rejected(Window window, AwEvent[] events, bool last) =>
    [
        .. events.Where(read => bucket.Mapper.Map(read) is null).Select((_, index) => new RejectedItem(bucket.StreamId, index, "says-nothing")).Take(1_000),
        .. last ? window.Rejected.Take(1_000) : [],
    ];

    /// <summary>While windows follow, the mark is where the next one begins; at the end it goes back to the newest event, which may still grow.</summary>
    private Checkpoint Moved(Window window)
    {
        var mark = window.To < end ? window.To.ToUnixTimeMilliseconds() : newest;
        checkpoint.Buckets[bucket.Bucket.Id] = new BucketMark(mark, since, bucket.Bucket.Created, floor);
        return checkpoint.Write();
    }

    private static DateTimeOffset Unix(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset Trim(DateTimeOffset instant) => Unix(instant.ToUnixTimeMilliseconds());

    private static TimeSpan Trim(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(time.TotalMilliseconds)));
}
