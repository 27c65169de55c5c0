using Daybook.Insights.Stats;

namespace Daybook.Insights.Rollup;

/// <summary>Consecutive heartbeats of one tool and repository with gaps under the timeout; the part of each that lies in the day.</summary>
internal static class SessionBuilder
{
    public static IReadOnlyList<SessionPiece> Build(IReadOnlyList<Beat> beats, long timeout, long from, long to)
    {
        var pieces = new List<SessionPiece>();
        foreach (var group in beats.Where(beat => !beat.IsIdle).GroupBy(beat => (beat.Tool, Repository: beat.Repository ?? "", beat.Source)))
        {
            var (start, end, inside) = (long.MinValue, long.MinValue, 0);
            foreach (var beat in group)
            {
                if (start == long.MinValue || beat.AtMs - end >= timeout)
                {
                    Close(group.Key, start, end, inside);
                    (start, end, inside) = (beat.AtMs, beat.EndMs, 0);
                }

                end = Math.Max(end, beat.EndMs);
                if (beat.AtMs >= from && beat.AtMs < to) inside++;
            }

            Close(group.Key, start, end, inside);
        }

        return [.. pieces.OrderBy(piece => piece.StartMs).ThenBy(piece => piece.Tool, StringComparer.Ordinal)
            .ThenBy(piece => piece.Repository, StringComparer.Ordinal).ThenBy(piece => piece.Source)];

        void Close((string Tool, string Repository, Ingest.Contracts.SampleSource Source) key, long start, long end, int inside)
        {
            if (start == long.MinValue || start >= to || (end <= from && inside == 0)) return;
            pieces.Add(new SessionPiece(
                key.Tool, key.Repository, key.Source, Math.Max(start, from), Math.Min(end, to), inside, start < from, end >= to));
        }
    }
}
