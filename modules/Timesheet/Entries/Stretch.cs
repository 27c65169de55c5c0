namespace Daybook.Timesheet.Entries;

/// <summary>A piece of time in Unix milliseconds UTC, end exclusive.</summary>
internal readonly record struct Stretch(long StartMs, long EndMs)
{
    public long LengthMs => Math.Max(0, EndMs - StartMs);

    public long OverlapMs(Stretch other) => Math.Max(0, Math.Min(EndMs, other.EndMs) - Math.Max(StartMs, other.StartMs));

    public Stretch Clip(Stretch window) => new(Math.Max(StartMs, window.StartMs), Math.Min(EndMs, window.EndMs));
}

/// <summary>Sets of stretches.</summary>
internal static class Stretches
{
    /// <summary>The union: in order, disjoint, nothing empty.</summary>
    public static List<Stretch> Merge(IEnumerable<Stretch> stretches)
    {
        var merged = new List<Stretch>();
        foreach (var next in stretches.Where(s => s.LengthMs > 0).OrderBy(s => s.StartMs))
        {
            if (merged.Count > 0 && next.StartMs <= merged[^1].EndMs) merged[^1] = merged[^1] with { EndMs = Math.Max(merged[^1].EndMs, next.EndMs) };
            else merged.Add(next);
        }

        return merged;
    }

    /// <summary>What is left of a stretch, in order. <paramref name="taken"/> is a result of <see cref="Merge"/>.</summary>
    public static IEnumerable<Stretch> Without(Stretch whole, IReadOnlyList<Stretch> taken)
    {
        var from = whole.StartMs;
        foreach (var hole in taken)
        {
            if (hole.EndMs <= from) continue;
            if (hole.StartMs >= whole.EndMs) break;
            if (hole.StartMs > from) yield return new Stretch(from, hole.StartMs);
            from = hole.EndMs;
        }

        if (from < whole.EndMs) yield return new Stretch(from, whole.EndMs);
    }

    /// <summary>The same time in parts that begin at the cuts inside it, in order.</summary>
    public static IEnumerable<Stretch> Cut(Stretch whole, IReadOnlyList<long> cuts)
    {
        var from = whole.StartMs;
        foreach (var at in cuts)
        {
            if (at <= from || at >= whole.EndMs) continue;
            yield return new Stretch(from, at);
            from = at;
        }

        yield return whole with { StartMs = from };
    }

    public static long MeasureMs(IEnumerable<Stretch> stretches) => Merge(stretches).Sum(s => s.LengthMs);
}
