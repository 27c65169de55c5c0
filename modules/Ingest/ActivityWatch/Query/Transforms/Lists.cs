using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Lists of events: order, choice and sums.</summary>
internal static class Lists
{
    public static IReadOnlyList<AwEvent> ByStart(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        budget.Take(events.Count * 24L);
        for (var i = 1; i < events.Count; i++)
        {
            budget.Tick();
            if (events[i].Start < events[i - 1].Start) return [.. events.OrderBy(one => one.Start)];
        }

        return events;
    }

    public static IReadOnlyList<AwEvent> ByDuration(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        budget.Take(events.Count * 24L);
        return [.. events.OrderByDescending(one => one.Duration)];
    }

    public static double Seconds(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        Int128 ticks = 0;
        foreach (var one in events)
        {
            budget.Tick();
            ticks += one.Duration.Ticks;
        }

        return (double)ticks / TimeSpan.TicksPerSecond;
    }

    public static IReadOnlyList<AwEvent> Where(IReadOnlyList<AwEvent> events, Func<AwData, bool> keeps, QueryBudget budget)
    {
        var kept = new List<AwEvent>();
        var known = new Dictionary<AwData, bool>(ReferenceEqualityComparer.Instance);
        foreach (var one in events)
        {
            budget.Take(QueryBudget.Reference);
            if (!known.TryGetValue(one.Data, out var keep)) known[one.Data] = keep = keeps(one.Data);
            if (keep) kept.Add(one);
        }

        return kept;
    }

    /// <summary>Each event with other data; data that many events share is made once.</summary>
    public static IReadOnlyList<AwEvent> WithData(IReadOnlyList<AwEvent> events, Func<AwData, AwData> other, QueryBudget budget)
    {
        budget.Take(events.Count * (long)QueryBudget.Event);
        var made = new Dictionary<AwData, AwData>(ReferenceEqualityComparer.Instance);
        var changed = new AwEvent[events.Count];
        for (var i = 0; i < changed.Length; i++)
        {
            budget.Tick();
            var one = events[i];
            if (!made.TryGetValue(one.Data, out var data))
            {
                made[one.Data] = data = other(one.Data);
                budget.Take(ReferenceEquals(data, one.Data) ? QueryBudget.Event : QueryBudget.Data + 64L * data.Members.Count);
            }

            changed[i] = ReferenceEquals(data, one.Data) ? one : one with { Data = data };
        }

        return changed;
    }

    /// <summary>The event from one instant to another; itself when that is what it is.</summary>
    public static AwEvent Cut(AwEvent one, long start, long end) => one.Start.UtcTicks == start && one.Duration.Ticks == end - start
        ? one
        : one with { Start = new DateTimeOffset(start, TimeSpan.Zero), Duration = new TimeSpan(end - start) };
}
