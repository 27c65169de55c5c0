namespace Daybook.Timesheet.Export;

/// <summary>Rounding for people: the shown parts always add to the shown total.</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// Whole units of <paramref name="unitMs"/> for each part. Their sum is the sum of the parts rounded to the nearest unit (halves up),
    /// each is at most one unit away from its exact value, and equal input gives equal output: the earlier of two equal remainders wins.
    /// </summary>
    public static long[] Split(IReadOnlyList<long> partsMs, long unitMs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unitMs, 1);
        var units = new long[partsMs.Count];
        var totalMs = 0L;
        for (var i = 0; i < units.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(partsMs[i], nameof(partsMs));
            totalMs += partsMs[i];
            units[i] = partsMs[i] / unitMs;
        }

        var missing = Round(totalMs, unitMs) - units.Sum();
        foreach (var i in Enumerable.Range(0, units.Length).OrderByDescending(i => partsMs[i] % unitMs).ThenBy(i => i).Take((int)missing)) units[i]++;
        return units;
    }

    /// <summary>To the nearest unit, halves up.</summary>
    public static long Round(long ms, long unitMs) => ms / unitMs + (ms % unitMs * 2 >= unitMs ? 1 : 0);
}
