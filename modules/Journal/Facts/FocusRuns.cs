using Daybook.Timesheet.Contracts;

namespace Daybook.Journal.Facts;

/// <summary>An unbroken stretch on one thing; <paramref name="Pieces"/> are its own, without what interrupted it.</summary>
internal sealed record FocusRun(Guid? TaskId, Guid? ProjectId, string Category, IReadOnlyList<EntryPiece> Pieces)
{
    public long StartMs => Pieces[0].StartMs;
    public long EndMs => Pieces[^1].EndMs;
    public long OwnMs => Pieces.Sum(piece => piece.DurationMs);
}

/// <summary>Finds them: at least 25 minutes, interruptions of at most two minutes each and of a tenth altogether.</summary>
internal static class FocusRuns
{
    private const long LeastMs = 25 * Shares.MinuteMs;
    private const long LongestGapMs = 2 * Shares.MinuteMs;
    private const int MostTenths = 10;

    /// <param name="pieces">Disjoint and in order.</param>
    public static IReadOnlyList<FocusRun> In(IReadOnlyList<EntryPiece> pieces)
    {
        var runs = new List<FocusRun>();
        for (var first = 0; first < pieces.Count;)
        {
            if (Meeting.Is(pieces[first]))
            {
                first++;
                continue;
            }

            var (own, last) = (new List<EntryPiece> { pieces[first] }, first);
            long away = 0;
            for (var next = first + 1; next < pieces.Count; next++)
            {
                var gap = pieces[next].StartMs - own[^1].EndMs;
                if (gap > LongestGapMs) break;
                if (!Same(pieces[first], pieces[next])) continue;
                if ((away + gap) * MostTenths > pieces[next].EndMs - own[0].StartMs) break;
                away += gap;
                own.Add(pieces[next]);
                last = next;
            }

            var run = new FocusRun(own[0].TaskId, own[0].ProjectId, own[0].Category, own);
            if (run.EndMs - run.StartMs >= LeastMs) runs.Add(run);
            first = last + 1;
        }

        return runs;
    }

    private static bool Same(EntryPiece one, EntryPiece other) =>
        one.TaskId is { } task ? other.TaskId == task
        : one.ProjectId is { } project ? other.TaskId is null && other.ProjectId == project
        : other.ProjectId is null && other.Category == one.Category;
}

internal static class Meeting
{
    public static bool Is(EntryPiece piece) => piece.Category.StartsWith("work/meeting", StringComparison.Ordinal);
}
