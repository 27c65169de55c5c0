using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Events as stretches of time: cut by, joined with, and kept apart from others.</summary>
internal static class Periods
{
    /// <summary>
    /// Each event cut to where a filter is; an event may come out in several pieces, one per filter. Time that two filters cover counts
    /// once, for the earlier of them. What only touches does not meet; an event without a length stays where a filter is around it.
    /// </summary>
    public static IReadOnlyList<AwEvent> Intersect(IReadOnlyList<AwEvent> events, IReadOnlyList<AwEvent> filters, QueryBudget budget)
    {
        var cover = Disjoint(filters, budget);
        var pieces = new List<AwEvent>();
        var first = 0;
        foreach (var one in Lists.ByStart(events, budget))
        {
            budget.Tick();
            var (start, end) = (one.Start.UtcTicks, one.End.UtcTicks);
            while (first < cover.Count && cover[first].End <= start) first++;
            for (var i = first; i < cover.Count && cover[i].Start < end; i++)
            {
                budget.Take(QueryBudget.Event);
                pieces.Add(Lists.Cut(one, Math.Max(start, cover[i].Start), Math.Min(end, cover[i].End)));
            }
        }

        return pieces;
    }

    /// <summary>The time that either covers, as events without data; what touches is one.</summary>
    public static IReadOnlyList<AwEvent> Union(IReadOnlyList<AwEvent> one, IReadOnlyList<AwEvent> other, QueryBudget budget)
    {
        budget.Take((one.Count + (long)other.Count) * QueryBudget.Event);
        var union = new List<AwEvent>();
        foreach (var next in Lists.ByStart([.. one, .. other], budget))
        {
            budget.Tick();
            if (union.Count > 0 && next.Start <= union[^1].End)
                union[^1] = Lists.Cut(union[^1], union[^1].Start.UtcTicks, Math.Max(union[^1].End.UtcTicks, next.End.UtcTicks));
            else union.Add(next with { Data = AwData.Empty });
        }

        return union;
    }

    /// <summary>All of <paramref name="first"/>, and of <paramref name="second"/> what lies beside it.</summary>
    public static IReadOnlyList<AwEvent> UnionWithoutOverlap(IReadOnlyList<AwEvent> first, IReadOnlyList<AwEvent> second, QueryBudget budget)
    {
        var cover = Disjoint(first, budget);
        var beside = new List<AwEvent>();
        var from = 0;
        foreach (var one in Lists.ByStart(second, budget))
        {
            budget.Tick();
            var (start, end) = (one.Start.UtcTicks, one.End.UtcTicks);
            while (from < cover.Count && cover[from].End <= start) from++;
            var covered = false;
            for (var i = from; i < cover.Count && cover[i].Start < end; i++)
            {
                covered = true;
                budget.Take(QueryBudget.Event);
                if (cover[i].Start > start) beside.Add(Lists.Cut(one, start, cover[i].Start));
                start = cover[i].End;
            }

            if (start < end || !covered) beside.Add(Lists.Cut(one, start, end));
        }

        budget.Take((first.Count + beside.Count) * (long)QueryBudget.Reference);
        return Lists.ByStart([.. first, .. beside], budget);
    }

    // In order of start, each without what an earlier one covers. A stretch without a length splits what it lies in, unless it is covered.
    private static List<(long Start, long End)> Disjoint(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        budget.Take(events.Count * 16L);
        var spans = new List<(long Start, long End)>(events.Count);
        var covered = long.MinValue;
        foreach (var one in Lists.ByStart(events, budget))
        {
            budget.Tick();
            var (start, end) = (Math.Max(one.Start.UtcTicks, covered), one.End.UtcTicks);
            if (end < start || (end == start && start != one.Start.UtcTicks)) continue;
            spans.Add((start, end));
            covered = end;
        }

        return spans;
    }
}
