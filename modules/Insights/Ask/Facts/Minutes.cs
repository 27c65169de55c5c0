namespace Daybook.Insights.Ask.Facts;

/// <summary>Milliseconds as people are told them: whole minutes, and parts that add up to what is told as their total.</summary>
internal static class Minutes
{
    public const long Ms = 60_000;

    /// <summary>To the nearest minute, halves up.</summary>
    public static long Of(long ms) => ms / Ms + (ms % Ms * 2 >= Ms ? 1 : 0);

    /// <summary>Minutes of each part. Their sum is the rounded total; of two equal remainders the earlier one is rounded up.</summary>
    public static long[] Split(IReadOnlyList<long> parts)
    {
        var minutes = parts.Select(ms => ms / Ms).ToArray();
        var missing = (int)(Of(parts.Sum()) - minutes.Sum());
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i] % Ms).ThenBy(i => i).Take(missing)) minutes[i]++;
        return minutes;
    }
}
