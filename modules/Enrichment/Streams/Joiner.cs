using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>Reads one stream by the light of another. Both sides are ordered and free of overlaps; every join is one walk over both.</summary>
internal static class Joiner
{
    /// <summary>A watcher of presence that is silent for no longer than this has only not spoken yet.</summary>
    internal const long PresenceGapMs = 180_000;

    /// <summary>Somebody may listen to a call without touching anything for this long.</summary>
    internal const long CallIdleMs = 600_000;

    /// <summary>And for this long while the window of the call itself is in front.</summary>
    internal const long MeetingIdleMs = 3_600_000;

    /// <summary>Cuts focus by presence: focus while the person was away is idle, focus nobody vouches for is idle too.</summary>
    public static Piece[] ApplyPresence(Piece[] focus, Piece[] presence, ContextTable contexts)
    {
        if (presence.Length == 0) return focus;
        var parts = new List<Piece>(focus.Length + presence.Length);
        var near = 0;
        foreach (var piece in focus)
        {
            if (piece.Presence != Presence.Active)
            {
                parts.Add(piece);
                continue;
            }

            while (near < presence.Length && presence[near].End <= piece.Start) near++;
            var cursor = piece.Start;
            for (var i = near; cursor < piece.End; i++)
            {
                var next = i < presence.Length ? presence[i].Start : long.MaxValue;
                if (next > cursor)
                {
                    var silentFrom = i > 0 ? presence[i - 1].End : piece.Start;
                    var silence = (i < presence.Length ? next : piece.End) - silentFrom;
                    Add(piece, cursor, Math.Min(next, piece.End), silence > PresenceGapMs ? Presence.Idle : Presence.Active);
                    cursor = Math.Min(next, piece.End);
                }

                if (i >= presence.Length || presence[i].Start >= piece.End) break;
                var seen = presence[i];
                var end = Math.Min(seen.End, piece.End);
                if (seen.Presence == Presence.Idle && contexts.Is(piece.Context, Traits.Call))
                {
                    var listening = Math.Clamp(seen.Start + (contexts.Is(piece.Context, Traits.MeetingWindow) ? MeetingIdleMs : CallIdleMs), cursor, end);
                    Add(piece, cursor, listening, Presence.Active);
                    cursor = listening;
                }

                Add(piece, cursor, end, seen.Presence);
                cursor = Math.Max(cursor, end);
            }
        }

        return [.. parts];

        void Add(Piece piece, long start, long end, Presence state)
        {
            if (end > start) parts.Add(piece.Cut(start, end) with { Presence = state });
        }
    }

    /// <summary>Replaces the context of the parts that <paramref name="detail"/> covers, where <paramref name="merge"/> has something to say.</summary>
    public static Piece[] Enrich(Piece[] focus, Piece[] detail, ContextTable contexts, Traits trait, Func<SampleContext, SampleContext, SampleContext> merge)
    {
        if (detail.Length == 0) return focus;
        var merged = new Dictionary<(int, int), int>();
        var parts = new List<Piece>(focus.Length + detail.Length);
        var near = 0;
        foreach (var piece in focus)
        {
            while (near < detail.Length && detail[near].End <= piece.Start) near++;
            var meant = contexts.Is(piece.Context, trait) || piece.InCall && trait == Traits.Call;
            if (!meant || piece.Presence is Presence.Locked or Presence.Private)
            {
                parts.Add(piece);
                continue;
            }

            var cursor = piece.Start;
            for (var i = near; i < detail.Length && detail[i].Start < piece.End; i++)
            {
                if (detail[i].Start > cursor) parts.Add(piece.Cut(cursor, detail[i].Start));
                cursor = Math.Max(cursor, detail[i].Start);
                var end = Math.Min(detail[i].End, piece.End);
                if (end > cursor) parts.Add(piece.Cut(cursor, end) with { Context = Merged(piece.Context, detail[i].Context) });
                cursor = Math.Max(cursor, end);
            }

            if (cursor < piece.End) parts.Add(piece.Cut(cursor, piece.End));
        }

        return [.. parts];

        int Merged(int focused, int other)
        {
            if (merged.TryGetValue((focused, other), out var index)) return index;
            index = contexts.IndexOf(merge(contexts[focused], contexts[other]));
            merged.Add((focused, other), index);
            return index;
        }
    }

    /// <summary>The parts of <paramref name="pieces"/> that <paramref name="covered"/> does not cover.</summary>
    public static Piece[] Outside(Piece[] pieces, Piece[] covered)
    {
        var parts = new List<Piece>(pieces.Length);
        var near = 0;
        foreach (var piece in pieces)
        {
            while (near < covered.Length && covered[near].End <= piece.Start) near++;
            var cursor = piece.Start;
            for (var i = near; i < covered.Length && covered[i].Start < piece.End; i++)
            {
                if (covered[i].Start > cursor) parts.Add(piece.Cut(cursor, covered[i].Start));
                cursor = Math.Max(cursor, covered[i].End);
            }

            if (cursor < piece.End) parts.Add(piece.Cut(cursor, piece.End));
        }

        return [.. parts];
    }
}
