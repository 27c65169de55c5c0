using System.Globalization;
using System.Text.RegularExpressions;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;

namespace Daybook.Workspace.People;

/// <summary>Judges the fields that only people have.</summary>
internal static partial class PersonFields
{
    public const int NameLength = 100;

    public static string TimeZone(this FieldErrors errors, string? value)
    {
        var zone = errors.Text("time_zone", value, 64);
        if (zone.Length is > 0 and <= 64 && DayClock.TryCreate(zone, TimeSpan.Zero) is null) errors.Add("time_zone", "invalid");
        return zone;
    }

    /// <summary>Minutes after midnight.</summary>
    public static int DayStart(this FieldErrors errors, string? value)
    {
        if (!WeekSchedule.IsTime(value)) errors.Add("day_start", "invalid");
        return WeekSchedule.IsTime(value)
            ? (int)TimeOnly.ParseExact(value!, WeekSchedule.TimeFormat, CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes
            : 0;
    }

    public static string Locale(this FieldErrors errors, string? value)
    {
        var locale = errors.Text("locale", value, 35);
        if (locale.Length is > 0 and <= 35 && !LanguageTag().IsMatch(locale)) errors.Add("locale", "invalid");
        return locale;
    }

    public static string DayStartText(int minutes) =>
        TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minutes)).ToString(WeekSchedule.TimeFormat, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex LanguageTag();
}
