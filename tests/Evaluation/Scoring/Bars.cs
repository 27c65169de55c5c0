using System.Globalization;

namespace Daybook.Evaluation.Scoring;

/// <summary>What the figures should reach.</summary>
internal static class Bars
{
    public static IEnumerable<Bar> Of(string where, Tally all, double accuracy, double precision)
    {
        yield return new Bar($"{where}: task accuracy", all.Accuracy, accuracy);
        yield return new Bar($"{where}: task precision", all.Precision, precision);
    }

    public static IEnumerable<Bar> Medium(string where, Tally all) =>
    [
        .. Of(where, all, 0.88, 0.95),
        new($"{where}: project accuracy", all.ProjectAccuracy, 0.93),
        new($"{where}: billing error by day", all.Billing, 0.08, AtMost: true),
        new($"{where}: rows beside those of the truth", all.RowRatio, 1.3, AtMost: true),
    ];

    public static IEnumerable<Bar> Everywhere(Tally all) =>
    [
        .. Sound(all),
        new("Deriving a day, 95th percentile, ms", Spread.Percentile(all.TookMs, 0.95), 150, AtMost: true, Note: $"median {Spread.Percentile(all.TookMs, 0.5).ToString("0", CultureInfo.InvariantCulture)}"),
    ];

    public static IEnumerable<Bar> Sound(Tally all) =>
    [
        new("All days: time that is in no block or in two, ms", all.Unbalanced + all.Overlap, 0, AtMost: true),
        new("All days: personal time called work", all.Leak, 0.01, AtMost: true, Note: $"with the edges {all.LeakWithEdges.ToString("0.0 %", CultureInfo.InvariantCulture)}"),
        new("All days: expected calibration error", all.CalibrationError, 0.05, AtMost: true, Note: Bands(all)),
    ];

    /// <summary>Of each band of confidence: how sure, how often right.</summary>
    private static string Bands(Tally all) => string.Join(", ", Enumerable.Range(0, Tally.Bins).Where(bin => all.SureTime[bin] > 0.005 * all.SureTime.Sum())
        .Select(bin => string.Create(CultureInfo.InvariantCulture, $"{all.Sure[bin] / all.SureTime[bin]:0.00}→{all.SureRight[bin] / all.SureTime[bin]:0.00}")));
}
