using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Spans;

/// <summary>Takes back short wins: a stream must be in front for a while before it takes the person's time from another that is also active.</summary>
internal static class Steadier
{
    public static List<Slice> Hold(List<Slice> slices, IReadOnlyList<Lane> lanes)
    {
        if (lanes.Count < 2) return slices;
        var held = new List<Slice>(slices.Count);
        for (var first = 0; first < slices.Count;)
        {
            var next = first + 1;
            while (next < slices.Count && slices[next].Lane == slices[first].Lane && slices[next].Start == slices[next - 1].End) next++;
            var holder = held.Count > 0 ? held[^1] : default;
            var contested = slices[next - 1].End - slices[first].Start < Sweeper.StickyMs
                && held.Count > 0 && holder.End == slices[first].Start && holder.Lane != slices[first].Lane && holder.Presence == Presence.Active;
            if (contested && ActiveParts(lanes[holder.Lane].Pieces, slices[first].Start, slices[next - 1].End) is { } own)
            {
                foreach (var piece in own)
                {
                    Sweeper.Append(held, new Slice(piece.Start, piece.End, piece.Presence, piece.Context, piece.InCall, holder.Lane, piece.EventId));
                }
            }
            else
            {
                for (var i = first; i < next; i++) Sweeper.Append(held, slices[i]);
            }

            first = next;
        }

        return held;
    }

    /// <summary>The lane's own pieces of the stretch when it is active throughout, else null.</summary>
    private static List<Piece>? ActiveParts(Piece[] pieces, long start, long end)
    {
        var (low, high) = (0, pieces.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (pieces[middle].End <= start) low = middle + 1;
            else high = middle;
        }

        var parts = new List<Piece>(2);
        for (var cursor = start; cursor < end; low++)
        {
            if (low >= pieces.Length || pieces[low].Start > cursor || pieces[low].Presence != Presence.Active) return null;
            parts.Add(pieces[low].Cut(cursor, end));
            cursor = pieces[low].End;
        }

        return parts;
    }
}
