using Daybook.Insights.Ask.Facts;
using Daybook.Kernel.Problems;

namespace Daybook.Insights.Ask;

/// <summary>Reads which days a question may be about.</summary>
internal static class AskScope
{
    public const int UsualDays = 7;

    public const int MostLetters = 2_000;

    /// <summary>The two dates; else so many days up to today; else the last seven.</summary>
    public static DayRange Read(string? start, string? end, int? days, DateOnly today, FieldErrors errors)
    {
        if (days is < 1 or > DayRange.Longest) errors.Add("days", "out-of-range");
        var last = errors.Date("end", end);
        var first = errors.Date("start", start);
        last ??= first > today ? first : today;
        first ??= last.Value.AddDays(1 - Math.Clamp(days ?? UsualDays, 1, DayRange.Longest));
        if (first > last) errors.Add("start", "after-end");
        else if (last.Value.DayNumber - first.Value.DayNumber >= DayRange.Longest) errors.Add("end", "too-long");
        return new DayRange(first.Value, last.Value);
    }

    /// <summary>What a person asks: of any number of lines, never nothing.</summary>
    public static string Question(string? question, FieldErrors errors)
    {
        var text = errors.Lines("question", question, MostLetters) ?? "";
        if (text.Length == 0) errors.Add("question", "required");
        return text;
    }
}
