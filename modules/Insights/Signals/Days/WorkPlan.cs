using Daybook.Insights.Signals.Rules;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Signals.Days;

/// <summary>When a person meant to work on a day, and how long.</summary>
internal static class WorkPlan
{
    /// <summary>The weekday's hours on the wall, as minutes of the epoch.</summary>
    public static IReadOnlyList<Minutes> Hours(UserSettings user, DateOnly day)
    {
        var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        return Minutes.Union(user.Schedule.Where(hours => hours.Weekday == weekday).Select(hours => new Minutes(
            At(user.Clock.Zone, day, hours.Start), At(user.Clock.Zone, hours.End > hours.Start ? day : day.AddDays(1), hours.End))));
    }

    private static int At(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        // A time that the clocks skip is the instant of the jump.
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(15);
        return DayPicture.Minute(new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUnixTimeMilliseconds());
    }
}
