using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Reconcile;

/// <summary>
/// Finds the stored entry that each piece continues. First by block and overlap, then by block and order, then, when the block
/// itself was named anew, by overlap with an entry that says the same. Never across labels: a person who confirms an entry
/// must get what was on the screen.
/// </summary>
internal static class PieceMatcher
{
    /// <summary>For each piece the id it keeps, or null. Pieces and rows come in order of time.</summary>
    public static Guid?[] Match(IReadOnlyList<Piece> pieces, IReadOnlyList<TimeEntry> rows)
    {
        var names = new Guid?[pieces.Count];
        var used = new bool[rows.Count];
        ByOverlap(pieces, rows, names, used, (piece, row) => row.BlockKey == piece.Block.Key && row.Label.Means(piece.Label));
        ByOrder(pieces, rows, names, used);
        ByOverlap(pieces, rows, names, used, (piece, row) => row.Label.Means(piece.Label));
        return names;
    }

    private static void ByOverlap(
        IReadOnlyList<Piece> pieces, IReadOnlyList<TimeEntry> rows, Guid?[] names, bool[] used, Func<Piece, TimeEntry, bool> fits)
    {
        var pairs = new List<(int Piece, int Row, long Overlap)>();
        var first = 0;
        for (var p = 0; p < pieces.Count; p++)
        {
            // Inferred rows of one lane are disjoint and in order, so a row that ended before this piece is behind all later ones.
            while (first < rows.Count && rows[first].EndMs <= pieces[p].Stretch.StartMs) first++;
            for (var r = first; r < rows.Count && rows[r].StartMs < pieces[p].Stretch.EndMs; r++)
            {
                var overlap = pieces[p].Stretch.OverlapMs(rows[r].Stretch);
                if (overlap > 0 && names[p] is null && !used[r] && fits(pieces[p], rows[r])) pairs.Add((p, r, overlap));
            }
        }

        foreach (var (p, r, _) in pairs.OrderByDescending(pair => pair.Overlap).ThenBy(pair => pair.Piece).ThenBy(pair => pair.Row))
            if (names[p] is null && !used[r]) Keep(p, r, rows, names, used);
    }

    private static void ByOrder(IReadOnlyList<Piece> pieces, IReadOnlyList<TimeEntry> rows, Guid?[] names, bool[] used)
    {
        var waiting = Enumerable.Range(0, rows.Count).Where(r => !used[r] && rows[r].BlockKey is not null)
            .GroupBy(r => rows[r].BlockKey!.Value).ToDictionary(group => group.Key, group => new Queue<int>(group));
        for (var p = 0; p < pieces.Count; p++)
            if (names[p] is null && waiting.TryGetValue(pieces[p].Block.Key, out var queue) && queue.TryDequeue(out var r) && rows[r].Label.Means(pieces[p].Label))
                Keep(p, r, rows, names, used);
    }

    private static void Keep(int piece, int row, IReadOnlyList<TimeEntry> rows, Guid?[] names, bool[] used)
    {
        names[piece] = rows[row].Id;
        used[row] = true;
    }
}
