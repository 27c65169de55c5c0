using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Events with equal values as one.</summary>
internal static class Merging
{
    private const string Subevents = "subevents";

    /// <summary>
    /// One event per combination of values under the keys, in order of first appearance: durations summed, start of the first, data only
    /// the keys. An event without a key counts to those without it. Without keys nothing is merged.
    /// </summary>
    public static IReadOnlyList<AwEvent> ByKeys(IReadOnlyList<AwEvent> events, IReadOnlyList<string> keys, QueryBudget budget)
    {
        if (keys.Count == 0) return events;
        var groups = new OrderedDictionary<AwData, (DateTimeOffset Start, Int128 Ticks)>();
        var known = new Dictionary<AwData, AwData>(ReferenceEqualityComparer.Instance);
        foreach (var one in events)
        {
            budget.Tick();
            if (!known.TryGetValue(one.Data, out var values))
            {
                budget.Take(QueryBudget.Data);
                known[one.Data] = values = Only(one.Data, keys, budget);
            }

            if (groups.TryGetValue(values, out var group, out var at)) groups.SetAt(at, (group.Start, group.Ticks + one.Duration.Ticks));
            else groups.Add(values, (one.Start, one.Duration.Ticks));
        }

        return [.. groups.Select(group => new AwEvent(null, group.Value.Start, Length(group.Value.Ticks), group.Key))];
    }

    /// <summary>
    /// Neighbours with the same value under the key as one, with its parts in <c>data.subevents</c>. It ends at the first event that has
    /// no such key.
    /// </summary>
    public static IReadOnlyList<AwEvent> Chunks(IReadOnlyList<AwEvent> events, string key, QueryBudget budget)
    {
        var chunks = new List<AwEvent>();
        for (var i = 0; i < events.Count && events[i].Data.TryGet(key, out var value);)
        {
            var parts = new List<AwEvent>();
            Int128 ticks = 0;
            for (; i < events.Count && events[i].Data.TryGet(key, out var next) && AwValue.Same(value, next); i++)
            {
                budget.Take(QueryBudget.Reference);
                parts.Add(events[i]);
                ticks += events[i].Duration.Ticks;
            }

            budget.Take(QueryBudget.Data + QueryBudget.Event);
            var data = AwData.Of([KeyValuePair.Create(key, value), KeyValuePair.Create(Subevents, (object?)new AwList(parts))]);
            chunks.Add(new AwEvent(null, parts[0].Start, Length(ticks), data));
        }

        return chunks;
    }

    private static AwData Only(AwData data, IReadOnlyList<string> keys, QueryBudget budget)
    {
        var values = new List<KeyValuePair<string, object?>>();
        foreach (var key in keys)
        {
            budget.Tick();
            if (data.TryGet(key, out var value)) values.Add(KeyValuePair.Create(key, value));
        }

        return AwData.Of(values);
    }

    private static TimeSpan Length(Int128 ticks) => new((long)Int128.Clamp(ticks, long.MinValue, long.MaxValue));
}
