namespace Daybook.Insights.Stats;

/// <summary>A stretch of time and the heartbeat it belongs to (its index in the list).</summary>
internal readonly record struct BeatSlice(long StartMs, long DurationMs, int Beat)
{
    public long EndMs => StartMs + DurationMs;
}

/// <summary>
/// Heartbeats in order of time → disjoint slices in order. A gap shorter than the timeout belongs to the earlier heartbeat, the last one counts
/// nothing. What lasted longer than a moment holds its own time; where several last at once, the one that began last does.
/// </summary>
internal static class BeatTimer
{
    /// <param name="beats">Ordered by (instant, event id, device).</param>
    public static List<BeatSlice> Slices(IReadOnlyList<Beat> beats, long timeoutMs)
    {
        var slices = new List<BeatSlice>(beats.Count);
        var lasting = new Stack<int>();
        var (reach, reachBeat) = (long.MinValue, -1);
        var marks = Marks(beats);
        for (var n = 0; n < marks.Count; n++)
        {
            var (at, beat) = (beats[marks[n]].AtMs, beats[marks[n]]);
            var next = n + 1 < marks.Count ? beats[marks[n + 1]].AtMs : long.MaxValue;
            var cursor = at;
            if (beat.IsIdle)
            {
                if (reach <= at) reachBeat = -1;
            }
            else
            {
                if (beat.EndMs >= reach) (reach, reachBeat) = (beat.EndMs, marks[n]);
                if (beat.CoveredMs > 0) lasting.Push(marks[n]);
                else if (next - at < timeoutMs) Add(next, marks[n]);
            }

            while (cursor < next && lasting.TryPeek(out var top))
            {
                Add(Math.Min(beats[top].EndMs, next), top);
                if (beats[top].EndMs > next) break;
                lasting.Pop();
            }

            if (cursor < next && reachBeat >= 0 && reach <= cursor && next != long.MaxValue && next - reach < timeoutMs) Add(next, reachBeat);

            void Add(long end, int owner)
            {
                if (end <= cursor) return;
                slices.Add(new BeatSlice(cursor, end - cursor, owner));
                cursor = end;
            }
        }

        return slices;
    }

    /// <summary>The part of each slice that lies in [from, to).</summary>
    public static IEnumerable<BeatSlice> Within(IEnumerable<BeatSlice> slices, long from, long to)
    {
        foreach (var slice in slices)
        {
            var (start, end) = (Math.Max(slice.StartMs, from), Math.Min(slice.EndMs, to));
            if (end > start) yield return new BeatSlice(start, end - start, slice.Beat);
        }
    }

    /// <summary>The heartbeats that matter: a tool that says idle ends its own time, not another tool's.</summary>
    private static List<int> Marks(IReadOnlyList<Beat> beats)
    {
        var marks = new List<int>(beats.Count);
        for (var i = 0; i < beats.Count; i++)
        {
            if (beats[i].IsIdle && (marks.Count == 0 || beats[marks[^1]].IsIdle || beats[marks[^1]].DeviceId != beats[i].DeviceId)) continue;
            marks.Add(i);
        }

        return marks;
    }
}
