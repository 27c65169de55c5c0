namespace Daybook.Enrichment.Accuracy;

/// <summary>What a share of few cases may really be: Wilson's interval at 95 %.</summary>
internal static class Wilson
{
    private const double Z = 1.959964;

    public static (double Low, double High) Interval(int right, int all)
    {
        if (all == 0) return (0, 1);
        var share = (double)right / all;
        var spread = Z * Math.Sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        var middle = share + Z * Z / (2.0 * all);
        var whole = 1 + Z * Z / all;
        return (Math.Round(Math.Max(0, (middle - spread) / whole), 4), Math.Round(Math.Min(1, (middle + spread) / whole), 4));
    }
}
