using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Spans;

/// <summary>A stretch of an agent's work, [Start, End).</summary>
/// <param name="Supervising">The person was there and looked at the agent: its own window, an editor or a terminal.</param>
internal readonly record struct AgentPiece(long Start, long End, bool Supervising, int Context);

/// <summary>Divides agents' work by what the person did meanwhile. It comments on the day and never adds time to it.</summary>
internal static class AgentLanes
{
    /// <param name="slices">The day's slices, disjoint and in order.</param>
    public static IReadOnlyList<AgentPiece> Split(Annotation agent, IReadOnlyList<Slice> slices, ContextTable contexts, long from, long to)
    {
        var pieces = new List<AgentPiece>(agent.Pieces.Length);
        var near = 0;
        foreach (var piece in agent.Pieces)
        {
            var (cursor, end) = (Math.Max(piece.Start, from), Math.Min(piece.End, to));
            if (piece.Presence != Presence.Active || end <= cursor) continue;
            while (near < slices.Count && slices[near].End <= cursor) near++;
            for (var i = near; i < slices.Count && slices[i].Start < end; i++)
            {
                if (!Watches(slices[i], contexts)) continue;
                Append(new AgentPiece(cursor, Math.Max(cursor, slices[i].Start), false, piece.Context));
                cursor = Math.Max(cursor, slices[i].Start);
                Append(new AgentPiece(cursor, Math.Min(end, slices[i].End), true, piece.Context));
                cursor = Math.Max(cursor, Math.Min(end, slices[i].End));
            }

            Append(new AgentPiece(cursor, end, false, piece.Context));
        }

        return pieces;

        void Append(AgentPiece next)
        {
            if (next.End <= next.Start) return;
            if (pieces.Count > 0 && pieces[^1] is var last && last.End == next.Start && last.Supervising == next.Supervising && last.Context == next.Context)
                pieces[^1] = last with { End = next.End };
            else pieces.Add(next);
        }
    }

    private static bool Watches(in Slice slice, ContextTable contexts) =>
        slice.Presence == Presence.Active && (contexts.Is(slice.Context, Traits.Editor) || contexts.Is(slice.Context, Traits.Agent));
}
