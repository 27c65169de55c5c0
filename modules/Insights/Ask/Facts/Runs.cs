using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Facts;

/// <summary>Work on one thing without leaving it for long.</summary>
/// <param name="Ms">Time on the thing itself.</param>
internal sealed record FocusRun(IReadOnlyList<EntryPiece> Pieces, long StartMs, long EndMs, long Ms, int Interruptions);

/// <summary>Reads a day's order: what was done in one go, and how often it was left.</summary>
internal static class Runs
{
    /// <summary>Away from a thing for no longer than this, and back: an interruption and no end.</summary>
    public const long Bridge = 2 * Minutes.Ms;

    /// <summary>Further apart than this nothing was switched: the person was away.</summary>
    public const long Away = 5 * Minutes.Ms;

    /// <summary>Shorter stretches are no side of a switch.</summary>
    public const long Least = Minutes.Ms;

    /// <summary>What a stretch is for: its task, else its project, else its kind of work.</summary>
    public static string Context(EntryPiece piece) => piece.TaskId?.ToString() ?? piece.ProjectId?.ToString() ?? piece.Category;

    /// <summary>Every day's runs: as long as possible, what interrupts one is at most a tenth of it.</summary>
    public static IEnumerable<FocusRun> Of(IEnumerable<EntryPiece> counted) =>
        counted.GroupBy(piece => piece.Day).SelectMany(day => OfDay([.. day.OrderBy(piece => piece.StartMs)]));

    /// <summary>Changes from one thing to another, both for at least a minute and with no absence between.</summary>
    public static int Switches(IEnumerable<EntryPiece> counted)
    {
        var switches = 0;
        foreach (var day in counted.Where(piece => piece.DurationMs >= Least).GroupBy(piece => piece.Day))
        {
            EntryPiece? before = null;
            foreach (var piece in day.OrderBy(piece => piece.StartMs))
            {
                if (before is not null && Context(before) != Context(piece) && piece.StartMs - before.EndMs <= Away) switches++;
                before = piece;
            }
        }

        return switches;
    }

    private static IEnumerable<FocusRun> OfDay(EntryPiece[] pieces)
    {
        var taken = new HashSet<EntryPiece>();
        for (var first = 0; first < pieces.Length; first++)
        {
            if (taken.Contains(pieces[first])) continue;
            var run = From(pieces, first);
            taken.UnionWith(run.Pieces);
            yield return run;
        }
    }

    private static FocusRun From(EntryPiece[] pieces, int first)
    {
        var (mine, ms, end, breaks, lost) = (new List<EntryPiece> { pieces[first] }, pieces[first].DurationMs, pieces[first].EndMs, 0, 0L);
        for (var next = first + 1; next < pieces.Length && pieces[next].StartMs - end <= Bridge; next++)
        {
            if (Context(pieces[next]) != Context(pieces[first])) continue;
            var gap = pieces[next].StartMs - end;
            if ((lost + gap) * 10 > pieces[next].EndMs - pieces[first].StartMs) break;
            (ms, lost, breaks) = (ms + pieces[next].DurationMs, lost + gap, gap > 0 ? breaks + 1 : breaks);
            end = pieces[next].EndMs;
            mine.Add(pieces[next]);
        }

        return new FocusRun(mine, pieces[first].StartMs, end, ms, breaks);
    }
}
