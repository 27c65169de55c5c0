using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Runs;

/// <summary>Compares two derivations of one day by the light of what the person reviewed. Pure.</summary>
internal static class ShiftFinder
{
    private const int MaxDisagreements = 20;
    private const long LeastDisagreementMs = 60_000;

    public static DayShift Between(IReadOnlyList<Block> before, IReadOnlyList<Block> after, IReadOnlyList<ReviewedStretch> reviewed)
    {
        var edges = new SortedSet<long>();
        foreach (var block in before.Concat(after))
        {
            edges.Add(block.StartMs);
            edges.Add(block.EndMs);
        }

        foreach (var stretch in reviewed)
        {
            edges.Add(stretch.StartMs);
            edges.Add(stretch.EndMs);
        }

        var sums = new Dictionary<Bucket, (long Before, long After)>();
        var moves = new List<MovedStretch>();
        var against = new Dictionary<(Guid Entry, Bucket After), (ReviewedStretch Stretch, long Start, long End, long Length)>();
        var (unreviewed, moved, filled) = (0L, 0L, 0L);
        var (was, now, locked) = (new Walk<Block>(before, block => (block.StartMs, block.EndMs)), new Walk<Block>(after, block => (block.StartMs, block.EndMs)),
            new Walk<ReviewedStretch>([.. reviewed.OrderBy(stretch => stretch.StartMs)], stretch => (stretch.StartMs, stretch.EndMs)));
        var start = long.MinValue;
        foreach (var end in edges)
        {
            var (at, length) = (start, end - start);
            start = end;
            if (at == long.MinValue || was.At(at) is not { } old || now.At(at) is not { } anew) continue;
            var (from, to) = (Bucket.Of(old), Bucket.Of(anew));
            if (locked.At(at) is { } stretch)
            {
                if (from != to && Disagrees(stretch, to)) Note(against, stretch, to, at, end);
                continue;
            }

            Add(sums, from, length, 0);
            Add(sums, to, 0, length);
            if (old.Kind != BlockKind.Idle) unreviewed += length;
            if (from != to) moved += length;
            if (from != to && (from.Unattributed || from.TaskId is null && from.ProjectId == to.ProjectId)) filled += length;
            if (from != to || old.Category != anew.Category) Join(moves, new MovedStretch(at, end, old, anew));
        }

        return new DayShift(
            unreviewed, moved, filled,
            [.. sums.Where(sum => sum.Value.Before != sum.Value.After)
                .Select(sum => new TaskShift(sum.Key.Kind, sum.Key.ProjectId, sum.Key.TaskId, sum.Value.Before, sum.Value.After))
                .OrderByDescending(task => Math.Abs(task.AfterMs - task.BeforeMs)).ThenBy(task => task.TaskId).ThenBy(task => task.ProjectId).ThenBy(task => task.Kind)],
            [.. against.Where(item => item.Value.Length >= LeastDisagreementMs).OrderBy(item => item.Value.Start).Take(MaxDisagreements)
                .Select(item => new Disagreement(item.Key.Entry, item.Value.Start, item.Value.End, Said(item.Value.Stretch), item.Key.After))],
            moves);
    }

    private static Bucket Said(ReviewedStretch stretch) =>
        stretch.Dismissed ? Bucket.Of(BlockKind.Neutral, null, null) : Bucket.Of(stretch.Kind, stretch.ProjectId, stretch.TaskId);

    private static bool Disagrees(ReviewedStretch stretch, Bucket after) => Said(stretch) != after && !(stretch.Dismissed && after.ProjectId is null);

    private static void Note(
        Dictionary<(Guid, Bucket), (ReviewedStretch, long Start, long, long Length)> against, ReviewedStretch stretch, Bucket after, long start, long end)
    {
        var known = against.GetValueOrDefault((stretch.EntryId, after), (stretch, start, end, 0));
        against[(stretch.EntryId, after)] = (stretch, known.Start, end, known.Length + end - start);
    }

    private static void Add(Dictionary<Bucket, (long Before, long After)> sums, Bucket bucket, long before, long after)
    {
        var sum = sums.GetValueOrDefault(bucket);
        sums[bucket] = (sum.Before + before, sum.After + after);
    }

    private static void Join(List<MovedStretch> moves, MovedStretch move)
    {
        if (moves.Count > 0 && moves[^1] is var last && last.EndMs == move.StartMs && last.Before.Key == move.Before.Key && last.After.Key == move.After.Key)
        {
            moves[^1] = last with { EndMs = move.EndMs };
        }
        else
        {
            moves.Add(move);
        }
    }

    /// <summary>Walks once along disjoint stretches in order.</summary>
    private sealed class Walk<T>(IReadOnlyList<T> items, Func<T, (long Start, long End)> edges) where T : class
    {
        private int next;

        public T? At(long instant)
        {
            while (next < items.Count && edges(items[next]).End <= instant) next++;
            return next < items.Count && edges(items[next]).Start <= instant ? items[next] : null;
        }
    }
}
