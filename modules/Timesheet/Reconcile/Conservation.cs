using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Reconcile;

/// <summary>The sums of a day do not add up. The result is not kept; the numbers say where it broke.</summary>
internal sealed class ConservationException(string message) : Exception(message);

/// <summary>Every observed millisecond is in exactly one entry. Measured by union, independently of how the pieces were cut.</summary>
internal static class Conservation
{
    /// <param name="observedMs">What the derivation says was observed: must be the sum of its blocks.</param>
    public static void Check(
        DateOnly day, long observedMs, IReadOnlyList<Stretch> blocks, IReadOnlyList<Stretch> immovable, IReadOnlyList<Stretch> pieces)
    {
        var blocksMs = blocks.Sum(block => block.LengthMs);
        if (blocksMs != observedMs || Stretches.MeasureMs(blocks) != observedMs)
            throw new ConservationException($"{day:yyyy-MM-dd}: {observedMs} ms observed, but its blocks are {blocksMs} ms and cover {Stretches.MeasureMs(blocks)} ms.");

        var all = pieces.Concat(immovable).ToArray();
        var sum = all.Sum(entry => entry.LengthMs);
        var covered = Stretches.MeasureMs(all);
        if (sum != covered) throw new ConservationException($"{day:yyyy-MM-dd}: entries of {sum} ms cover only {covered} ms.");

        var expected = Stretches.MeasureMs(blocks.Concat(immovable));
        if (covered != expected) throw new ConservationException($"{day:yyyy-MM-dd}: entries cover {covered} ms of {expected} ms.");
    }
}
