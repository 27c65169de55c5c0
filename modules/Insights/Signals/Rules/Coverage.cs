using Daybook.Enrichment.Contracts;

namespace Daybook.Insights.Signals.Rules;

/// <summary>How far the data can be trusted, and what agents did beside the person.</summary>
internal static class Coverage
{
    private const int GuardMinutes = 120;
    private const int LongestMeal = 75;
    private const int AgentGuard = 30;

    public static Finding? Unattributed(SignalDay day, Standing standing)
    {
        var present = day.Picture.PresentMinutes;
        if (present < GuardMinutes) return null;
        var open = Minutes.Union(day.Picture.Pieces.Where(IsOpen).Select(piece => piece.Time));
        var share = Minutes.Sum(open) / (double)present;
        if (!Bounds.Holds(share, 0.25, 0.15, standing.Has(day, Kinds.UnattributedShare, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.UnattributedShare, Bounds.Day, day.Date, Bounds.Band(share, 0.4, 0.6), day.Picture.BlocksIn(open),
            ("value", share), ("limit", 0.25), ("open_minutes", Minutes.Sum(open)), ("present_minutes", present));
    }

    /// <summary>Working time of a day that is over of which nothing is known; a meal around noon is no gap.</summary>
    public static Finding? Gap(SignalDay day, Standing standing)
    {
        if (!day.Closed || day.Schedule.Count == 0) return null;
        var gaps = Rest.Without(day.Schedule, Minutes.Union([.. day.Picture.Present, .. day.Told])).ToList();
        var (first, last) = (day.Schedule[0].Start, day.Schedule[^1].End);
        var meal = gaps.FindIndex(gap => gap.Length is >= 15 and <= LongestMeal && gap.Start > first + 60 && gap.End < last - 60);
        if (meal >= 0) gaps.RemoveAt(meal);
        var missing = Minutes.Sum(gaps);
        if (!Bounds.Holds(missing, 60, 48, standing.Has(day, Kinds.CaptureGap, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.CaptureGap, Bounds.Day, day.Date, Bounds.Band(missing, 180, 360), [],
            ("value", missing), ("limit", 60), ("scheduled_minutes", Minutes.Sum(day.Schedule)), ("gaps", gaps.Count));
    }

    public static Finding? Agents(SignalDay day, Standing standing)
    {
        var alone = day.AgentMinutes - day.SupervisedMinutes;
        if (day.AgentMinutes < AgentGuard) return null;
        return Finding.Of(
            Kinds.AgentRatio, Bounds.Day, day.Date, 1, [],
            ("value", day.SupervisedMinutes > 0 ? alone / (double)day.SupervisedMinutes : alone), ("alone_minutes", alone),
            ("supervised_minutes", day.SupervisedMinutes));
    }

    // Neither a task nor a project stands behind it: its context is a family of categories.
    private static bool IsOpen(Run piece) => !piece.Call && (piece.Kind is BlockKind.Work or BlockKind.Neutral) && !Guid.TryParse(piece.Context, out _);
}
