using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Reviews;

namespace Daybook.Enrichment.Accuracy;

/// <summary>How sure a label looks: solid, striped, to be checked, open.</summary>
internal enum ConfidenceBand { Sure, Likely, Check, Open }

/// <summary>Of what was proposed with a project or a task and then reviewed: how much was right. By time; the interval by entries. Null of nothing.</summary>
internal sealed record Measured(double? Precision, double? PrecisionLow, double? PrecisionHigh, int Reviewed, long ReviewedMs);

internal sealed record StageFigures(LabelStage Stage, double? Precision, double? PrecisionLow, double? PrecisionHigh, int Reviewed, long ReviewedMs);

/// <param name="Confidence">What the labels themselves said, on average.</param>
internal sealed record BandFigures(ConfidenceBand Band, double? Precision, double? PrecisionLow, double? PrecisionHigh, int Reviewed, long ReviewedMs, double? Confidence);

internal sealed record WeekFigures(DateOnly WeekStart, double? Precision, double? Coverage, long ReviewedMs);

/// <summary>Time that could be for a project, and how much of it is said to be.</summary>
internal sealed record CoveredDay(DateOnly Day, long AttributedMs, long AttributableMs);

internal sealed record AccuracyFigures(
    Measured Overall, double? Coverage, double? UndoRate, double? TimeToReviewHours, IReadOnlyList<StageFigures> ByStage,
    IReadOnlyList<BandFigures> ByBand, IReadOnlyList<WeekFigures> Weeks)
{
    private const double HourMs = 3_600_000;

    /// <param name="events">The decisions of the period, undone ones too.</param>
    /// <param name="covered">The days of the period.</param>
    public static AccuracyFigures Of(IReadOnlyList<ReviewEvent> events, IReadOnlyList<CoveredDay> covered)
    {
        var standing = ReviewHistory.Standing(events).Where(reviewed => reviewed.First.Verb != ReviewVerb.Write).ToArray();
        var proposed = standing.Where(reviewed => reviewed.First.From.Target is not null && reviewed.First.Stage != LabelStage.User).ToArray();
        var overall = Measure(proposed) with { ReviewedMs = standing.Sum(reviewed => reviewed.Last.DurationMs) };
        var decided = events.Where(review => review.Decides).Select(review => review.Id).ToHashSet();
        var undone = events.Count(review => review.Verb == ReviewVerb.Undo && review.UndoOf is { } id && decided.Contains(id));
        var waits = standing.Select(reviewed => (reviewed.Last.At.ToUnixTimeMilliseconds() - reviewed.Last.EndMs) / HourMs).Order().ToArray();
        return new AccuracyFigures(
            overall, Share(covered), decided.Count == 0 ? null : Round((double)undone / decided.Count), waits.Length == 0 ? null : Math.Round(Math.Max(0, waits[waits.Length / 2]), 1),
            [.. proposed.GroupBy(reviewed => reviewed.First.Stage).OrderBy(group => group.Key).Select(group => Stage(group.Key, [.. group]))],
            [.. proposed.GroupBy(reviewed => BandOf(reviewed.First.Confidence)).OrderBy(group => group.Key).Select(group => Band(group.Key, [.. group]))],
            Weekly(proposed, covered));
    }

    public static ConfidenceBand BandOf(double confidence) => confidence switch
    {
        >= 0.90 => ConfidenceBand.Sure,
        >= 0.60 => ConfidenceBand.Likely,
        >= 0.35 => ConfidenceBand.Check,
        _ => ConfidenceBand.Open,
    };

    private static Measured Measure(Reviewed[] proposed)
    {
        var all = proposed.Sum(reviewed => reviewed.Last.DurationMs);
        if (proposed.Length == 0 || all == 0) return new Measured(null, null, null, proposed.Length, all);
        var (low, high) = Wilson.Interval(proposed.Count(reviewed => reviewed.Right), proposed.Length);
        return new Measured(Round((double)proposed.Where(reviewed => reviewed.Right).Sum(reviewed => reviewed.Last.DurationMs) / all), low, high, proposed.Length, all);
    }

    private static StageFigures Stage(LabelStage stage, Reviewed[] proposed)
    {
        var figures = Measure(proposed);
        return new StageFigures(stage, figures.Precision, figures.PrecisionLow, figures.PrecisionHigh, figures.Reviewed, figures.ReviewedMs);
    }

    private static BandFigures Band(ConfidenceBand band, Reviewed[] proposed)
    {
        var figures = Measure(proposed);
        var said = figures.ReviewedMs == 0 ? (double?)null : Round(proposed.Sum(reviewed => reviewed.First.Confidence * reviewed.Last.DurationMs) / figures.ReviewedMs);
        return new BandFigures(band, figures.Precision, figures.PrecisionLow, figures.PrecisionHigh, figures.Reviewed, figures.ReviewedMs, said);
    }

    private static WeekFigures[] Weekly(Reviewed[] proposed, IReadOnlyList<CoveredDay> covered)
    {
        var reviews = proposed.ToLookup(reviewed => Monday(reviewed.Last.Day));
        var days = covered.ToLookup(day => Monday(day.Day));
        return [.. reviews.Select(week => week.Key).Union(days.Select(week => week.Key)).Order().Select(week =>
        {
            var figures = Measure([.. reviews[week]]);
            return new WeekFigures(week, figures.Precision, Share(days[week]), figures.ReviewedMs);
        })];
    }

    private static double? Share(IEnumerable<CoveredDay> days)
    {
        var (attributed, all) = (0L, 0L);
        foreach (var day in days) (attributed, all) = (attributed + day.AttributedMs, all + day.AttributableMs);
        return all == 0 ? null : Round((double)attributed / all);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static double Round(double share) => Math.Round(share, 4);
}
