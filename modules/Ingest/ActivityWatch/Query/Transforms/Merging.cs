using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Events with equal values as one.</summary>
internal static class Merging
{
    private const string Subevents = "subevents";

    private static readonly object Missing = new();

    private static readonly IEqualityComparer<object?[]> SameValues = EqualityComparer<object?[]>.Create(
        (one, other) => one.AsSpan().SequenceEqual(other, AwValue.Comparer), HashOf);

    /// <summary>
    /// One event per combination of values under the keys, in order of first appearance: durations summed, start of the first, data only
    /// the keys. An event without a key counts to those without it. Without keys nothing is merged.
    /// </summary>
    public static IReadOnlyList<AwEvent> ByKeys(IReadOnlyList<AwEvent> events, IReadOnlyList<string> keys, QueryBudget budget)
    {
        if (keys.Count == 0) return events;
        var groups = new Dictionary<object?[], int>(SameValues);
        var found = new List<(object?[] Values, DateTimeOffset Start, Int128 Ticks)>();
        var values = new object?[keys.Count];
        foreach (var one in events)
        {
            for (var i = 0; i < values.Length; i++)
            {
                budget.Tick();
                values[i] = one.Data.TryGet(keys[i], out var value) ? value : Missing;
            }

            if (groups.TryGetValue(values, out var at)) found[at] = found[at] with { Ticks = found[at].Ticks + one.Duration.Ticks };
            else
            {
                budget.Take(QueryBudget.Data + QueryBudget.Event + values.Length * 64L);
                groups.Add(values, found.Count);
                found.Add((values, one.Start, one.Duration.Ticks));
                values = new object?[keys.Count];
            }
        }

        return [.. found.Select(group => new AwEvent(null, group.Start, Length(group.Ticks), Only(keys, group.Values)))];
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

    private static AwData Only(IReadOnlyList<string> keys, object?[] values) =>
        AwData.Of(keys.Zip(values, KeyValuePair.Create).Where(member => !ReferenceEquals(member.Value, Missing)));

    private static int HashOf(object?[] values)
    {
        var hash = new HashCode();
        foreach (var value in values) hash.Add(AwValue.HashOf(value));
        return hash.ToHashCode();
    }

    private static TimeSpan Length(Int128 ticks) => new((long)Int128.Clamp(ticks, long.MinValue, long.MaxValue));
}
