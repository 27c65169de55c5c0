namespace Daybook.Benchmarks;

/// <summary>Figures in pairs, one side after the other, so that what slows the machine slows both.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Runs all sides <paramref name="rounds"/> times in turn; answers each side's results in order of rounds.</summary>
    public static async Task<double[][]> InTurnAsync(int rounds, CancellationToken ct, params Func<Task<double>>[] sides)
    {
        var results = sides.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                ct.ThrowIfCancellationRequested();
                results[side][round] = await sides[side]();
            }
        }

        return results;
    }

    /// <summary>The median of the rounds' ratios.</summary>
    public static double Ratio(double[] of, double[] to) => Of(of.Zip(to, (a, b) => a / b));
}
