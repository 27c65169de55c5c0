using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Reconcile;

/// <summary>A stretch of a block that no reviewed or manual entry holds.</summary>
internal sealed record Piece(Block Block, Stretch Stretch, EntryLabel Label);

/// <summary>
/// Brings a day's inferred entries in line with its blocks. Pure: reviewed and manual entries are carved out and never move,
/// what is left becomes inferred entries, and an entry that only grew or was cut keeps its id.
/// </summary>
internal static class Reconciler
{
    /// <param name="rows">
    /// The person's rows that touch the day, that carry its date, or that came from one of its blocks (these only so that no name is used twice).
    /// </param>
    /// <param name="cuts">Where the person split proposed time, in order.</param>
    /// <exception cref="ConservationException">The sums do not add up; nothing may be written.</exception>
    public static DayDifference Reconcile(
        int userId, LocalDay day, DayBlocks derived, IReadOnlyCollection<TimeEntry> rows, IReadOnlyList<long>? cuts = null)
    {
        var window = new Stretch(day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        var blocks = Clip(derived.Blocks, window);
        var observedMs = blocks.Count == derived.Blocks.Count && blocks.SequenceEqual(derived.Blocks.Select(Of)) ? derived.ObservedMs : blocks.Sum(b => b.LengthMs);

        var immovable = rows.Where(row => row.IsImmovable).Select(row => row.Stretch.Clip(window)).Where(s => s.LengthMs > 0).ToArray();
        var taken = Stretches.Merge(immovable);
        var pieces = derived.Blocks
            .SelectMany(block => Stretches.Without(Of(block).Clip(window), taken).SelectMany(stretch => Stretches.Cut(stretch, cuts ?? [])).Select(stretch => new Piece(block, stretch, EntryLabel.Of(block))))
            .OrderBy(piece => piece.Stretch.StartMs)
            .ToArray();
        Conservation.Check(day.Date, observedMs, blocks, immovable, [.. pieces.Select(piece => piece.Stretch)]);

        var inferred = rows
            .Where(row => row is { Lane: EntryLane.Primary, IsInferred: true } && (row.Day == day.Date || row.Stretch.OverlapMs(window) > 0))
            .OrderBy(row => row.StartMs).ThenBy(row => row.Id)
            .ToArray();
        var result = Name(userId, day.Date, pieces, inferred, rows);
        var before = inferred.ToDictionary(row => row.Id);
        var kept = result.Select(entry => entry.Id).ToHashSet();
        return new DayDifference(
            [.. result.Where(entry => !before.TryGetValue(entry.Id, out var row) || row != entry)],
            [.. inferred.Select(row => row.Id).Where(id => !kept.Contains(id)).Order()],
            observedMs,
            taken.Sum(s => s.LengthMs) - Inside(blocks, taken));
    }

    private static List<TimeEntry> Name(
        int userId, DateOnly day, Piece[] pieces, IReadOnlyList<TimeEntry> inferred, IReadOnlyCollection<TimeEntry> rows)
    {
        var names = PieceMatcher.Match(pieces, [.. inferred.Where(row => row.Day == day)]);
        var taken = rows.Select(row => row.Id).ToHashSet();
        var result = new List<TimeEntry>(pieces.Length);
        for (var i = 0; i < pieces.Length; i++)
        {
            var (block, stretch, label) = pieces[i];
            result.Add(new TimeEntry(
                userId, names[i] ?? EntryIds.Next(block.Key, taken), day, EntryLane.Primary, block.Key,
                new EntryState(EntryStatus.Inferred, stretch.StartMs, stretch.EndMs, label, null), null));
        }

        return result;
    }

    // Blocks of an older zone or day start may reach over the edge of the day until they are derived anew.
    private static List<Stretch> Clip(IEnumerable<Block> blocks, Stretch window) =>
        [.. blocks.Select(block => Of(block).Clip(window)).Where(stretch => stretch.LengthMs > 0)];

    private static long Inside(IReadOnlyList<Stretch> blocks, List<Stretch> taken) =>
        blocks.Sum(block => block.LengthMs - Stretches.Without(block, taken).Sum(s => s.LengthMs));

    private static Stretch Of(Block block) => new(block.StartMs, block.EndMs);
}
