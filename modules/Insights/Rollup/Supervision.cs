using Daybook.Insights.Stats;

namespace Daybook.Insights.Rollup;

/// <summary>When an agent worked while the person was active, too.</summary>
internal static class Supervision
{
    /// <summary>The parts of the agents' slices that the person's own stretches (in any order, overlapping or not) cover.</summary>
    public static IEnumerable<BeatSlice> Of(IReadOnlyList<BeatSlice> lane, (long Start, long End)[] own)
    {
        Array.Sort(own);
        var union = new List<(long Start, long End)>(own.Length);
        foreach (var stretch in own)
        {
            if (union.Count > 0 && stretch.Start <= union[^1].End) union[^1] = (union[^1].Start, Math.Max(union[^1].End, stretch.End));
            else union.Add(stretch);
        }

        var near = 0;
        foreach (var slice in lane)
        {
            while (near < union.Count && union[near].End <= slice.StartMs) near++;
            for (var i = near; i < union.Count && union[i].Start < slice.EndMs; i++)
            {
                var (start, end) = (Math.Max(slice.StartMs, union[i].Start), Math.Min(slice.EndMs, union[i].End));
                if (end > start) yield return slice with { StartMs = start, DurationMs = end - start };
            }
        }
    }
}
