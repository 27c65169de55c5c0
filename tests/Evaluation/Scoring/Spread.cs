namespace Daybook.Evaluation.Scoring;

/// <summary>How a figure spreads over days: its worst decile, and the interval in which 95 % of resampled sets of days lie.</summary>
internal static class Spread
{
    private const int Draws = 400;

    public static (double Low, double High) Interval(IReadOnlyList<Tally> days, Func<Tally, double> part, Func<Tally, double> whole)
    {
        if (days.Count == 0) return (0, 0);
        var sides = days.Select(day => (Part: part(day), Whole: whole(day))).ToArray();
        var random = new Random(20260301);
        var drawn = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            var (up, down) = (0.0, 0.0);
            for (var k = 0; k < sides.Length; k++)
            {
                var side = sides[random.Next(sides.Length)];
                (up, down) = (up + side.Part, down + side.Whole);
            }

            drawn[i] = down == 0 ? 0 : up / down;
        }

        Array.Sort(drawn);
        return (drawn[(int)(Draws * 0.025)], drawn[(int)(Draws * 0.975)]);
    }

    /// <summary>The mean over the worst tenth of the days, at least one.</summary>
    public static double WorstTenth(IReadOnlyList<Tally> days, Func<Tally, double> figure)
    {
        if (days.Count == 0) return 0;
        return days.Select(figure).Order().Take(Math.Max(1, days.Count / 10)).Average();
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToArray();
        return ordered.Length == 0 ? 0 : ordered[Math.Min(ordered.Length - 1, (int)Math.Ceiling(ordered.Length * share) - 1)];
    }
}
