using System.Globalization;

namespace Daybook.Insights.Ask.Answers;

/// <summary>One language's sentences for answers. Values are put in last and never read as part of a sentence.</summary>
internal sealed record Texts(
    string Language, string Hours, string Minutes, IReadOnlyList<string> Weekdays, IReadOnlyList<string> Months, IReadOnlyDictionary<string, string> Sentences)
{
    public static Texts Of(string language) => language == "hi" ? HindiTexts.Texts : EnglishTexts.Texts;

    public string Say(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, Sentences[key], values);

    /// <summary>"5 h 12 min"</summary>
    public string Duration(long minutes) =>
        minutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} {Minutes}")
        : minutes % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} {Hours}")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} {Hours} {minutes % 60} {Minutes}");

    /// <summary>"Fri 20 Nov 2026"</summary>
    public string Date(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{Weekdays[(int)day.DayOfWeek]} {day.Day} {Months[day.Month - 1]} {day.Year}");

    public string Range(DateOnly start, DateOnly end) => start == end ? Date(start) : $"{Date(start)} – {Date(end)}";

    public static string Quoted(string label) => $"“{label}”";
}
