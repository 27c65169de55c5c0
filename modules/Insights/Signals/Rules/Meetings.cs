namespace Daybook.Insights.Signals.Rules;

/// <summary>How much of the working day meetings take, and the scraps they leave.</summary>
internal static class Meetings
{
    private const int GuardMinutes = 180;
    private const int ScrapMinutes = 30;

    public static Finding? Load(SignalDay day, Standing standing)
    {
        var present = Minutes.Shared(day.Picture.Present, day.Schedule);
        if (present < GuardMinutes) return null;
        var met = Minutes.Shared(day.Picture.Calls, day.Schedule);
        var share = met / (double)present;
        var holds = standing.Has(day, Kinds.MeetingLoad, Bounds.Day, day.Date);
        if (holds ? share < 0.4 : share < 0.5 || met < 180) return null;
        return Finding.Of(
            Kinds.MeetingLoad, Bounds.Day, day.Date, Bounds.Band(share, 0.65, 0.8), day.Picture.BlocksIn(day.Picture.Calls),
            ("value", share), ("limit", 0.5), ("meeting_minutes", met), ("present_minutes", present));
    }

    public static Finding? Gaps(SignalDay day, Standing standing)
    {
        var meetings = day.Picture.Runs.Where(run => run.Call).Select(run => run.Time).ToArray();
        if (meetings.Length < 3) return null;
        var gaps = meetings.Zip(meetings.Skip(1), (before, after) => new Minutes(before.End, after.Start))
            .Where(gap => gap.Length is > 0 and < ScrapMinutes).ToArray();
        var minutes = Minutes.Shared(gaps, day.Schedule);
        if (!Bounds.Holds(minutes, 60, 40, standing.Has(day, Kinds.MeetingGaps, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.MeetingGaps, Bounds.Day, day.Date, Bounds.Band(minutes, 90, 120), day.Picture.BlocksIn(day.Picture.Calls),
            ("value", minutes), ("limit", 60), ("meetings", meetings.Length), ("gaps", gaps.Length));
    }
}
