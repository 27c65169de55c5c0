namespace Daybook.Journal.Facts;

/// <summary>Whole minutes that add up: each share gets its floor, and what is left goes to the largest remainders.</summary>
internal static class Shares
{
    public const long MinuteMs = 60_000;

    public static int Minutes(long ms) => (int)((ms + MinuteMs / 2) / MinuteMs);

    /// <param name="total">What the shares have to add up to, in minutes: within the shares' number of what they are.</param>
    public static int[] Of(IReadOnlyList<long> ms, int total)
    {
        var minutes = ms.Select(share => (int)(share / MinuteMs)).ToArray();
        var left = total - minutes.Sum();
        foreach (var place in Enumerable.Range(0, ms.Count).OrderByDescending(i => ms[i] % MinuteMs).ThenBy(i => i))
        {
            if (left <= 0) break;
            minutes[place]++;
            left--;
        }

        return minutes;
    }
}
