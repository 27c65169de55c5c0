namespace Daybook.Insights.Signals.Rules;

/// <summary>Breaks, nights and hours outside one's own.</summary>
internal static class Rest
{
    private const int NightMinutes = 11 * 60;
    private const int MealHours = 6 * 60;
    private const int MealPause = 20;
    private const int StreakMinutes = 100;
    private const int StreakPause = 5;

    /// <summary>Two beginnings of a streak as near as this are one: a slow device may see it a look later.</summary>
    private const int SameStart = 10;

    public static Finding? Night(SignalDay day, Standing standing)
    {
        if (day.Before.Count == 0 || day.Before[^1] is not { LastWork: { } last } before || before.Day != day.Day.AddDays(-1)) return null;
        if (day.Picture.Work.Count == 0) return null;
        var rest = day.Picture.Work[0].Start - last;
        if (rest is <= 0 or >= NightMinutes) return null;
        return Finding.Of(
            Kinds.ShortRest, Bounds.Day, day.Date, rest < 7 * 60 ? 3 : rest < 9 * 60 ? 2 : 1, day.Picture.BlocksIn([day.Picture.Work[0]]),
            ("value", rest), ("limit", NightMinutes));
    }

    public static Finding? Streak(SignalDay day, Standing standing)
    {
        if (Longest(day.Picture.Present, StreakPause) is not { } longest || longest.Length < StreakMinutes) return null;
        var minute = longest.Start.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Known under a beginning nearby: the same streak, seen better.
        var known = standing.Windows(day, Kinds.LongStreak, Bounds.Day)
            .FirstOrDefault(window => int.TryParse(window, System.Globalization.CultureInfo.InvariantCulture, out var start) && Math.Abs(start - longest.Start) <= SameStart);
        return Finding.Of(
            Kinds.LongStreak, Bounds.Day, known ?? minute, Bounds.Band(longest.Length, 150, 200), day.Picture.BlocksIn([longest]),
            ("value", longest.Length), ("limit", StreakMinutes));
    }

    public static Finding? Meal(SignalDay day, Standing standing)
    {
        if (Longest(day.Picture.Present, MealPause) is not { } longest) return null;
        if (!(longest.Length > MealHours || longest.Length > 0.95 * MealHours && standing.Has(day, Kinds.NoMealBreak, Bounds.Day, day.Date))) return null;
        // Being there is not working: only a stretch that was mostly work needs a meal from work.
        var work = Minutes.Shared(day.Picture.Work, [longest]);
        if (work * 2 < longest.Length) return null;
        return Finding.Of(
            Kinds.NoMealBreak, Bounds.Day, day.Date, Bounds.Band(longest.Length, 8 * 60, 10 * 60), day.Picture.BlocksIn([longest]),
            ("value", longest.Length), ("limit", MealHours), ("work_minutes", work));
    }

    /// <summary>Work outside one's own hours; on a day off all of it.</summary>
    public static int OutsideMinutes(SignalDay day) =>
        day.HasSchedule ? day.Picture.WorkMinutes - Minutes.Shared(day.Picture.Work, day.Schedule) : 0;

    public static Finding? Outside(SignalDay day, Standing standing)
    {
        if (!day.HasSchedule) return null;
        var outside = OutsideMinutes(day);
        if (!Bounds.Holds(outside, 90, 72, standing.Has(day, Kinds.AfterHours, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.AfterHours, Bounds.Day, day.Date, Bounds.Band(outside, 150, 240), day.Picture.BlocksIn(Without(day.Picture.Work, day.Schedule)),
            ("value", outside), ("limit", 90), ("work_minutes", day.Picture.WorkMinutes));
    }

    /// <summary>The week's share, once the week is over.</summary>
    public static Finding? OutsideWeek(SignalDay day, Standing standing)
    {
        if (!day.HasSchedule || !day.EndsWeek || !day.Closed) return null;
        var week = day.Before.Where(known => known.Day > day.Day.AddDays(-7)).Select(known => (known.WorkMinutes, known.OutsideMinutes))
            .Append((WorkMinutes: day.WorkMinutes, OutsideMinutes: OutsideMinutes(day))).ToArray();
        var (work, outside) = (week.Sum(known => known.WorkMinutes), week.Sum(known => known.OutsideMinutes));
        var days = week.Count(known => known.OutsideMinutes >= 15);
        if (work == 0 || days < 2) return null;
        var share = outside / (double)work;
        if (!Bounds.Holds(share, 0.15, 0.12, standing.Has(day, Kinds.AfterHours, Bounds.Week, day.Week))) return null;
        return Finding.Of(
            Kinds.AfterHours, Bounds.Week, day.Week, Bounds.Band(share, 0.25, 0.4), [],
            ("value", share), ("limit", 0.15), ("outside_minutes", outside), ("work_minutes", work), ("days", days));
    }

    /// <summary>The longest stretch without a pause of this length.</summary>
    private static Minutes? Longest(IReadOnlyList<Minutes> present, int pause)
    {
        Minutes? longest = null;
        for (var i = 0; i < present.Count; i++)
        {
            var start = present[i].Start;
            while (i + 1 < present.Count && present[i + 1].Start - present[i].End < pause) i++;
            var whole = new Minutes(start, present[i].End);
            if (longest is not { } known || whole.Length > known.Length) longest = whole;
        }

        return longest;
    }

    internal static IReadOnlyList<Minutes> Without(IReadOnlyList<Minutes> these, IReadOnlyList<Minutes> those)
    {
        var left = these.ToList();
        foreach (var cut in those)
            left = [.. left.SelectMany(one => new[] { new Minutes(one.Start, Math.Min(one.End, cut.Start)), new Minutes(Math.Max(one.Start, cut.End), one.End) }).Where(one => one.Length > 0)];
        return left;
    }
}
