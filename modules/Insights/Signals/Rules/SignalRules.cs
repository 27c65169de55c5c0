namespace Daybook.Insights.Signals.Rules;

/// <summary>A day → the signals that hold. A pure function: nothing but the day and what held before decides.</summary>
internal static class SignalRules
{
    private static readonly Func<SignalDay, Standing, Finding?>[] Single =
    [
        Switching.Often, Switching.ToAndFro, Focus.Blocks, Focus.Fragmented, Meetings.Load, Meetings.Gaps, Rest.Outside, Rest.OutsideWeek, Rest.Night,
        Rest.Streak, Rest.Meal, Load.Overwork, Coverage.Unattributed, Coverage.Gap, Coverage.Agents,
    ];

    public static IReadOnlyList<Finding> Of(SignalDay day, Standing standing) =>
    [
        .. Single.Select(rule => rule(day, standing)).OfType<Finding>().Concat(Load.Overruns(day))
            .Where(finding => Kinds.Find(finding.Kind) is { OptIn: false } || day.Asked.Contains(finding.Kind, StringComparer.Ordinal)),
    ];

    public static DayMeasure Measure(SignalDay day) => new(
        day.Day, day.WorkMinutes, Rest.OutsideMinutes(day), Switching.Rate(day.Picture),
        day.Picture.Work.Count > 0 ? day.Picture.Work[^1].End : null, day.TargetMinutes, day.Schedule.Count > 0);
}
