using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Spans;

/// <summary>A moment of the person's day: what the winning stream says, [Start, End).</summary>
internal readonly record struct Slice(long Start, long End, Presence Presence, int Context, bool InCall, int Lane, Guid EventId);

/// <summary>
/// One sweep over all streams of all machines: every instant that anything observed belongs to exactly one of them. Who is in front:
/// presence over absence, a timer, a call, the freshest input, the richer context, whoever was before (a challenger must last), the older device.
/// </summary>
internal static class Sweeper
{
    internal const long StickyMs = 10_000;

    /// <summary>Idle seconds of two busy devices are compared roughly: a pause between two keystrokes is no change of desk.</summary>
    private const int FreshnessStepMs = 15_000;

    public static List<Slice> Sweep(IReadOnlyList<Lane> lanes, ReadOnlySpan<byte> richness, long from, long to)
    {
        var cuts = Cuts(lanes, from, to);
        var next = new int[lanes.Count];
        var slices = new List<Slice>(cuts.Length);
        var previous = -1;
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var (start, end) = (cuts[i], cuts[i + 1]);
            var winner = -1;
            var best = 0L;
            for (var lane = 0; lane < lanes.Count; lane++)
            {
                var pieces = lanes[lane].Pieces;
                while (next[lane] < pieces.Length && pieces[next[lane]].End <= start) next[lane]++;
                if (next[lane] >= pieces.Length || pieces[next[lane]].Start > start) continue;
                var rank = Rank(pieces[next[lane]], lanes[lane].Kind, richness) * 2 + (lane == previous ? 1 : 0);
                if (winner >= 0 && rank <= best) continue;
                (winner, best) = (lane, rank);
            }

            previous = winner;
            if (winner < 0) continue;
            var piece = lanes[winner].Pieces[next[winner]];
            Append(slices, new Slice(start, end, piece.Presence, piece.Context, piece.InCall, winner, piece.EventId));
        }

        return Steadier.Hold(slices, lanes);
    }

    private static long[] Cuts(IReadOnlyList<Lane> lanes, long from, long to)
    {
        var cuts = new List<long>(lanes.Sum(lane => lane.Pieces.Length) * 2);
        foreach (var lane in lanes)
        {
            foreach (var piece in lane.Pieces)
            {
                var (start, end) = (Math.Max(piece.Start, from), Math.Min(piece.End, to));
                if (end <= start) continue;
                if (cuts.Count == 0 || cuts[^1] != start) cuts.Add(start);
                cuts.Add(end);
            }
        }

        cuts.Sort();
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cuts);
        var kept = 0;
        foreach (var cut in all)
        {
            if (kept == 0 || all[kept - 1] != cut) all[kept++] = cut;
        }

        return all[..kept].ToArray();
    }

    private static long Rank(in Piece piece, LaneKind kind, ReadOnlySpan<byte> richness)
    {
        // Presence nobody can name yields to a device on which the person asked not to be watched.
        var presence = piece.Presence switch
        {
            Presence.Active => kind == LaneKind.PresenceOnly ? 2 : 4,
            Presence.Private => 3,
            Presence.Locked => 1,
            _ => 0,
        };
        if (piece.Presence != Presence.Active) return (long)presence << 40;
        var freshness = 0xFFFF - Math.Min(piece.IdleMs / FreshnessStepMs, 0xFFFF);
        return (long)presence << 40 | (kind == LaneKind.Timer ? 1L : 0) << 32 | (piece.InCall ? 1L : 0) << 31
            | (long)freshness << 8 | richness[piece.Context];
    }

    /// <summary>Adds the slice, or lengthens the last one when it only goes on.</summary>
    internal static void Append(List<Slice> slices, Slice slice)
    {
        if (slices.Count > 0)
        {
            var last = slices[^1];
            if (last.End == slice.Start && last.Context == slice.Context && last.Presence == slice.Presence && last.InCall == slice.InCall && last.Lane == slice.Lane)
            {
                slices[^1] = last with { End = slice.End };
                return;
            }
        }

        slices.Add(slice);
    }
}
