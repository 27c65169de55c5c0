using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Events;

namespace Daybook.Connectors.ActivityWatch.Sync;

/// <summary>Everything that starts in [From, To) of a bucket, unclipped, in the order of its starts.</summary>
/// <param name="Whole">False when the server had more than can be held: what is here is stored, but nothing is taken for gone.</param>
internal sealed record Window(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<AwEvent> Events, IReadOnlyList<RejectedItem> Rejected, bool Whole)
{
    public const int Limit = 2_000;
    private const int LastLimit = 20_000;
    private static readonly TimeSpan Smallest = TimeSpan.FromSeconds(1);

    // The server moves the start of what began earlier up to the range's edge: with a margin, what starts inside is really its start.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    // The Python server rounds the end of the range up by a millisecond.
    private static readonly TimeSpan Edge = TimeSpan.FromMilliseconds(2);

    /// <summary>Reads the window; null when it holds more than a request's limit and has to be halved.</summary>
    public static async Task<Window?> ReadAsync(
        AwClient client, ChosenBucket bucket, DateTimeOffset from, DateTimeOffset to, DateTimeOffset latest, CancellationToken ct)
    {
        var smallest = to - from <= Smallest;
        var limit = smallest ? LastLimit : Limit;
        var rejected = new List<RejectedItem>();
        var (events, full) = await client.EventsAsync(bucket.Bucket.Id, from - Margin, to, limit, latest,
            reason => rejected.Add(new RejectedItem(bucket.StreamId, rejected.Count, reason)), ct);
        if (events.Exists(read => read.Start > to + Edge)) throw new ConnectorException("range-ignored", "The server answers with other times than it was asked for.");
        if (full && !smallest) return null;

        var known = new Dictionary<string, AwEvent>(StringComparer.Ordinal);
        foreach (var read in events)
        {
            if (read.Start < from || read.Start >= to) continue;
            var whole = read.End >= to - Edge && read.Id is { } id ? await UnclippedAsync(client, bucket, read, id, latest, ct) : read;
            if (!known.TryGetValue(whole.Identity, out var twin) || twin.Duration < whole.Duration) known[whole.Identity] = whole;
        }

        return new Window(from, to,
            [.. known.Values.OrderBy(read => read.Start).ThenBy(read => read.Identity, StringComparer.Ordinal)], rejected, !full);
    }

    // An id may have been given anew between two requests; only the same event counts.
    private static async Task<AwEvent> UnclippedAsync(
        AwClient client, ChosenBucket bucket, AwEvent clipped, long id, DateTimeOffset latest, CancellationToken ct) =>
        await client.EventAsync(bucket.Bucket.Id, id, latest, ct) is { } whole && whole.Identity == clipped.Identity ? whole : clipped;
}
