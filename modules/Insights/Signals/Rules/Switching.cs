using Daybook.Enrichment.Contracts;

namespace Daybook.Insights.Signals.Rules;

/// <summary>How often a person changed between things: against their own four weeks, and to and fro between two.</summary>
internal static class Switching
{
    private const int LongestGap = 5;
    private const int GuardMinutes = 120;
    private const int BaselineDays = 5;
    private const double Floor = 12;
    private const int PairWindow = 30;
    private const int PairMinutes = 3;

    /// <summary>Changes per active hour; null when the day was too short to say.</summary>
    public static double? Rate(DayPicture picture)
    {
        var active = picture.PresentMinutes;
        return active < GuardMinutes ? null : Changes(picture.Runs).Count() * 60.0 / active;
    }

    public static Finding? Often(SignalDay day, Standing standing)
    {
        if (Rate(day.Picture) is not { } rate) return null;
        var own = day.Before.Where(known => known.SwitchRate is not null).Select(known => known.SwitchRate!.Value).Order().ToArray();
        if (own.Length < BaselineDays) return null;
        var usual = Percentile(own, 0.9);
        var limit = Math.Max(Floor, usual);
        var holds = standing.Has(day, Kinds.ContextSwitching, Bounds.Day, day.Date);
        if (holds ? rate < 0.8 * limit : rate <= limit) return null;
        var changes = Changes(day.Picture.Runs).ToArray();
        return Finding.Of(
            Kinds.ContextSwitching, Bounds.Day, day.Date, Bounds.Band(rate / limit, 1.5, 2), [.. changes.SelectMany(pair => pair.To.Blocks).Distinct()],
            ("value", rate), ("limit", limit), ("usual", usual), ("count", changes.Length), ("active_minutes", day.Picture.PresentMinutes));
    }

    /// <summary>The most changes between two things within half an hour of each other.</summary>
    public static Finding? ToAndFro(SignalDay day, Standing standing)
    {
        var best = (Count: 0, Runs: (IReadOnlyList<Run>)[]);
        var runs = day.Picture.Runs;
        for (var i = 0; i < runs.Count; i++)
        {
            for (var k = i + 1; k < runs.Count && runs[k].Start - runs[i].End <= PairWindow; k++)
            {
                // A run alternates while it is the one before the last again; a third context ends it.
                if (runs[k].Start - runs[k - 1].End > LongestGap || runs[k].Context == runs[k - 1].Context) break;
                if (k >= i + 2 && runs[k].Context != runs[k - 2].Context) break;
                if (k - i <= best.Count) continue;
                var taken = runs.Skip(i).Take(k - i + 1).ToArray();
                if (taken.GroupBy(run => run.Context, StringComparer.Ordinal).All(side => side.Sum(run => run.Length) >= PairMinutes)) best = (k - i, taken);
            }
        }

        if (!Bounds.Holds(best.Count, 6, 3, standing.Has(day, Kinds.PingPong, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.PingPong, Bounds.Day, day.Date, Bounds.Band(best.Count, 10, 14), [.. best.Runs.SelectMany(run => run.Blocks).Distinct()],
            ("value", best.Count), ("limit", 6), ("minutes", best.Runs[^1].End - best.Runs[0].Start));
    }

    private static IEnumerable<(Run From, Run To)> Changes(IReadOnlyList<Run> runs)
    {
        for (var i = 1; i < runs.Count; i++)
        {
            if (runs[i].Context != runs[i - 1].Context && runs[i].Start - runs[i - 1].End <= LongestGap && Visible(runs[i]) && Visible(runs[i - 1]))
                yield return (runs[i - 1], runs[i]);
        }
    }

    private static bool Visible(Run run) => run.Kind != BlockKind.Private;

    internal static double Percentile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var low = (int)place;
        return low + 1 < sorted.Count ? sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
    }
}
