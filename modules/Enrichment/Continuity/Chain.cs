namespace Daybook.Enrichment.Continuity;

/// <summary>
/// People stay with a purpose for a while. Forward and backward over the day's moments: the probability of each purpose at each moment,
/// given the evidence of all of them.
/// </summary>
internal static class Chain
{
    /// <param name="scores">Log weight of each purpose at each moment by its own evidence.</param>
    /// <param name="switches">Probability that the purpose changed before the moment.</param>
    /// <param name="priors">Where a change leads to.</param>
    public static double[][] Solve(double[][] scores, double[] switches, double[] priors)
    {
        var (n, count) = (scores.Length, priors.Length);
        var weights = Array.ConvertAll(scores, Weights);
        var forward = new double[n][];
        for (var t = 0; t < n; t++)
        {
            forward[t] = new double[count];
            for (var s = 0; s < count; s++)
            {
                var arriving = t == 0 ? priors[s] : (1 - switches[t]) * forward[t - 1][s] + switches[t] * priors[s];
                forward[t][s] = arriving * weights[t][s];
            }

            Normalise(forward[t]);
        }

        var backward = new double[count];
        Array.Fill(backward, 1.0 / count);
        var posterior = new double[n][];
        for (var t = n - 1; t >= 0; t--)
        {
            posterior[t] = new double[count];
            for (var s = 0; s < count; s++) posterior[t][s] = forward[t][s] * backward[s];
            Normalise(posterior[t]);
            if (t == 0) break;
            var anywhere = 0.0;
            for (var s = 0; s < count; s++) anywhere += priors[s] * weights[t][s] * backward[s];
            for (var s = 0; s < count; s++) backward[s] = (1 - switches[t]) * weights[t][s] * backward[s] + switches[t] * anywhere;
            Normalise(backward);
        }

        return posterior;
    }

    private static double[] Weights(double[] scores)
    {
        var best = scores.Max();
        return Array.ConvertAll(scores, score => Math.Exp(Math.Max(score - best, -30)));
    }

    private static void Normalise(double[] values)
    {
        var sum = values.Sum();
        for (var i = 0; i < values.Length; i++) values[i] = sum > 0 ? values[i] / sum : 1.0 / values.Length;
    }
}
