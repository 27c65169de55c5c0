namespace Daybook.Timesheet.Reports;

/// <summary>Divides a whole by weights so that the shares add up to it exactly: largest remainder, the earlier of two equal ones first. Pure.</summary>
internal static class Shares
{
    public static long[] Of(IReadOnlyList<Int128> weights, long whole)
    {
        var shares = new long[weights.Count];
        var total = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
        if (total <= 0) return shares;
        var rests = new Int128[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            (var share, rests[i]) = Int128.DivRem(weights[i] * whole, total);
            shares[i] = (long)share;
        }

        var missing = (int)(whole - shares.Sum());
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => rests[i]).ThenBy(i => i).Take(missing)) shares[i]++;
        return shares;
    }
}
