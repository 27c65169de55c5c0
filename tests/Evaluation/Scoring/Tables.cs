using System.Globalization;
using System.Text;

namespace Daybook.Evaluation.Scoring;

/// <summary>A method's tallies of a set of days.</summary>
internal sealed record Scored(string Method, IReadOnlyList<Tally> Days)
{
    public Tally All { get; } = Tally.Sum(Days);
}

/// <summary>Tables as people read them; Markdown.</summary>
internal static class Tables
{
    private const string Head = """
        | | Task accuracy | 95 % | Worst tenth | Precision | Recall | Project | Billing day / whole | Rows / truth | Personal as work | ECE |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    public static string Of(IEnumerable<(string Name, Scored Scored)> lines)
    {
        var text = new StringBuilder(Head).AppendLine();
        foreach (var (name, scored) in lines) text.AppendLine(Line(name, scored));
        return text.ToString();
    }

    /// <summary>Edges, rows and sureness: what a person who reviews the day meets.</summary>
    public static string Shapes(IEnumerable<(string Name, Scored Scored)> lines)
    {
        var text = new StringBuilder(ShapeHead).AppendLine();
        foreach (var (name, scored) in lines)
        {
            var (all, days) = (scored.All, Math.Max(1, scored.Days.Count));
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {all.Shape.MedianOff / 1000:0} s | {Share(all.Shape.Off.Count, all.Shape.Edges):0 %} | {all.Shape.WindowDiff:0.000} | {all.Shape.Edits / (double)days:0.0} | {all.Shape.SortF1:0.000} | {all.PresenceError:0.0 %} | {all.Brier:0.000} |"));
        }

        return text.ToString();
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private const string ShapeHead = """
        | | Edge off, median | Edges found | WindowDiff | Edits a day | Sort F1 | Presence error | Brier |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    private static string Line(string name, Scored scored)
    {
        var (all, days) = (scored.All, scored.Days);
        var (low, high) = Spread.Interval(days, day => day.Right, day => day.Present);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {all.Accuracy:0.000} | {low:0.00}–{high:0.00} | {Spread.WorstTenth(days, day => day.Accuracy):0.00} | {all.Precision:0.000} | {all.Recall:0.000} | {all.ProjectAccuracy:0.000} | {all.Billing:0.0 %} / {all.BillingWhole:0.0 %} | {all.Rows / (double)Math.Max(1, days.Count):0.0} / {all.TrueRows / (double)Math.Max(1, days.Count):0.0} | {all.Leak:0.0 %} | {all.CalibrationError:0.000} |");
    }
}

/// <summary>A figure and what it should reach.</summary>
internal sealed record Bar(string What, double Value, double Limit, bool AtMost = false, string Unit = "", string Note = "")
{
    public bool Reached => AtMost ? Value <= Limit : Value >= Limit;

    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"| {What} | {Number(Value)} | {(AtMost ? "≤" : "≥")} {Number(Limit)} | {(Reached ? "yes" : "**no**")} | {Note} |");

    public static string Table(IEnumerable<Bar> bars) =>
        string.Join('\n', ((string[])["| What | Figure | Bar | Reached | |", "| --- | ---: | ---: | --- | --- |"]).Concat(bars.Select(bar => bar.Line))) + "\n";

    private string Number(double value) =>
        (Math.Abs(value) >= 20 || value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("0.000", CultureInfo.InvariantCulture)) + Unit;
}
