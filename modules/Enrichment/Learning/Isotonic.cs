namespace Daybook.Enrichment.Learning;

/// <summary>Turns a score into a probability that never falls while the score rises: fitted to what came true (pool adjacent violators).</summary>
internal sealed class Isotonic
{
    /// <summary>Outcomes below which what holds for everybody is used.</summary>
    internal const int Least = 50;

    private const double PriorWeight = 3;
    private const double Floor = 0.05;
    private const double Ceiling = 0.95;

    /// <summary>What scores are worth until a person's own history says otherwise.</summary>
    private static readonly (double Score, double Right)[] Prior = [(0.30, 0.50), (0.40, 0.58), (0.50, 0.66), (0.60, 0.74), (0.70, 0.80), (0.80, 0.85), (0.90, 0.88), (1.00, 0.90)];

    private readonly (double Score, double Right)[] points;

    private Isotonic((double Score, double Right)[] points) => this.points = points;

    public static Isotonic Shared { get; } = new(Prior);

    public static Isotonic Fit(IReadOnlyCollection<(double Score, bool Right)> outcomes)
    {
        if (outcomes.Count < Least) return Shared;
        var blocks = new List<(double Score, double Right, double Weight)>();
        var all = outcomes.Select(item => (item.Score, Right: item.Right ? 1.0 : 0.0, Weight: 1.0)).Concat(Prior.Select(item => (item.Score, item.Right, Weight: PriorWeight)))
            .GroupBy(item => item.Score).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Sum(item => item.Right * item.Weight) / group.Sum(item => item.Weight), group.Sum(item => item.Weight)));
        foreach (var (score, right, weight) in all)
        {
            var block = (Score: score, Right: right, Weight: weight);
            while (blocks.Count > 0 && blocks[^1].Right >= block.Right)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                var both = last.Weight + block.Weight;
                block = ((last.Score * last.Weight + block.Score * block.Weight) / both, (last.Right * last.Weight + block.Right * block.Weight) / both, both);
            }

            blocks.Add(block);
        }

        return new Isotonic([.. blocks.Select(block => (block.Score, block.Right))]);
    }

    public double Of(double score)
    {
        if (score <= points[0].Score) return Bounded(points[0].Right);
        for (var i = 1; i < points.Length; i++)
        {
            if (score > points[i].Score) continue;
            var (low, high) = (points[i - 1], points[i]);
            return Bounded(low.Right + (high.Right - low.Right) * (score - low.Score) / (high.Score - low.Score));
        }

        return Bounded(points[^1].Right);
    }

    private static double Bounded(double right) => Math.Round(Math.Clamp(right, Floor, Ceiling), 2);
}
