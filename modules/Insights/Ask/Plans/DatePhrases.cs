using System.Globalization;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Plans;

/// <summary>Days that words of a question speak of: which words, and which days.</summary>
internal sealed record DatePhrase(int First, int Count, DayRange Range)
{
    public int Next => First + Count;
}

/// <summary>Finds the dates in a question. Every phrase is read as of today; weeks begin on Monday.</summary>
internal sealed class DatePhrases(Grammar grammar, DateOnly today)
{
    private const int LongestPhrase = 5;
    private const int MostUnits = 400;

    /// <summary>The phrases in order, none over another; "from … to …" is one.</summary>
    /// <param name="join">Whether two dates may be the ends of one range; not so where they are compared.</param>
    public IReadOnlyList<DatePhrase> In(IReadOnlyList<string> words, bool join)
    {
        var found = new List<DatePhrase>();
        for (var at = 0; at < words.Count;)
        {
            if (At(words, at) is { } phrase)
            {
                found.Add(phrase);
                at = phrase.Next;
            }
            else at++;
        }

        return join ? Joined(words, found) : found;
    }

    private DatePhrase? At(IReadOnlyList<string> words, int at) =>
        Relative(words, at) ?? Counted(words, at) ?? Weekday(words, at) ?? Date(words, at) ?? Month(words, at);

    private DatePhrase? Relative(IReadOnlyList<string> words, int at)
    {
        for (var count = Math.Min(LongestPhrase, words.Count - at); count > 0; count--)
            if (grammar.Relative.TryGetValue(string.Join(' ', words.Skip(at).Take(count)), out var word))
                return new DatePhrase(at, count, Shifted(word[0], int.Parse(word[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
        return null;
    }

    private DayRange Shifted(char unit, int by)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(unit == 'm' ? by : 0);
        return unit switch
        {
            'd' => new DayRange(today.AddDays(by), today.AddDays(by)),
            'w' => new DayRange(monday.AddDays(7 * by), monday.AddDays(7 * by + 6)),
            'm' => new DayRange(month, month.AddMonths(1).AddDays(-1)),
            _ => new DayRange(new DateOnly(today.Year + by, 1, 1), new DateOnly(today.Year + by, 12, 31)),
        };
    }

    /// <summary>The last three days: today and the two before. The last two weeks: the last fourteen days.</summary>
    private DatePhrase? Counted(IReadOnlyList<string> words, int at)
    {
        if (at + 2 >= words.Count || !grammar.CountBack.Contains(words[at]) || !grammar.Units.TryGetValue(words[at + 2], out var unit)) return null;
        if (!grammar.Numbers.TryGetValue(words[at + 1], out var number) && !int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out number)) return null;
        if (number is < 1 or > MostUnits) return null;
        var start = unit switch
        {
            'd' => today.AddDays(1 - number),
            'w' => today.AddDays(1 - 7 * number),
            'm' => today.AddMonths(-Math.Min(number, 120)).AddDays(1),
            _ => today.AddYears(-Math.Min(number, 10)).AddDays(1),
        };
        return new DatePhrase(at, 3, new DayRange(start, today));
    }

    /// <summary>The latest such day up to today; with "last" before today, with "next" after it.</summary>
    private DatePhrase? Weekday(IReadOnlyList<string> words, int at)
    {
        var led = grammar.Previous.Contains(words[at]) || grammar.Next.Contains(words[at]);
        if (at + (led ? 1 : 0) >= words.Count || !grammar.Weekdays.TryGetValue(words[led ? at + 1 : at], out var weekday)) return null;
        var back = ((int)today.DayOfWeek - weekday + 7) % 7;
        var day = grammar.Next.Contains(words[at]) ? today.AddDays(7 - back) : today.AddDays(led && back == 0 ? -7 : -back);
        return new DatePhrase(at, led ? 2 : 1, new DayRange(day, day));
    }

    private DatePhrase? Date(IReadOnlyList<string> words, int at)
    {
        if (DateOnly.TryParseExact(words[at], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return One(at, 1, date);
        if (at + 1 >= words.Count) return null;

        // 3 November, 3rd of November, November 3; each perhaps with a year.
        var skip = words[at + 1] == "of" ? 1 : 0;
        if (DayNumber(words[at]) is { } day && at + 1 + skip < words.Count && grammar.Months.TryGetValue(words[at + 1 + skip], out var month))
            return WithYear(words, at, 2 + skip, month, day);
        return grammar.Months.TryGetValue(words[at], out month) && DayNumber(words[at + 1]) is { } number ? WithYear(words, at, 2, month, number) : null;
    }

    private DatePhrase? Month(IReadOnlyList<string> words, int at)
    {
        if (!grammar.Months.TryGetValue(words[at], out var month)) return null;
        if (grammar.ShyMonths.Contains(words[at]) && (at == 0 || words[at - 1] is not ("in" or "of" or "during" or "for" or "since"))) return null;
        var year = at + 1 < words.Count ? Year(words[at + 1]) : null;
        var start = new DateOnly(year ?? (month > today.Month ? today.Year - 1 : today.Year), month, 1);
        return new DatePhrase(at, year is null ? 1 : 2, new DayRange(start, start.AddMonths(1).AddDays(-1)));
    }

    /// <summary>Without a year the latest such date up to today. A date that no calendar has is none.</summary>
    private DatePhrase? WithYear(IReadOnlyList<string> words, int at, int count, int month, int day)
    {
        var said = at + count < words.Count ? Year(words[at + count]) : null;
        var year = said ?? (month > today.Month || month == today.Month && day > today.Day ? today.Year - 1 : today.Year);
        return day <= DateTime.DaysInMonth(year, month) ? One(at, said is null ? count : count + 1, new DateOnly(year, month, day)) : null;
    }

    private static DatePhrase One(int at, int count, DateOnly day) => new(at, count, new DayRange(day, day));

    private static int? Year(string word) => word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1970 and < 2200 ? year : null;

    private static int? DayNumber(string word)
    {
        var digits = word.Length > 2 && word[^2..] is ("st" or "nd" or "rd" or "th") ? word[..^2] : word;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private List<DatePhrase> Joined(IReadOnlyList<string> words, List<DatePhrase> found)
    {
        var joined = new List<DatePhrase>();
        foreach (var phrase in found)
        {
            if (joined is [.., var before] && AreEnds(words, before, phrase))
            {
                joined[^1] = new DatePhrase(before.First, phrase.Next - before.First, before.Range.To(phrase.Range));
                continue;
            }

            var since = phrase.First > 0 && grammar.Since.Contains(words[phrase.First - 1]);
            joined.Add(since && phrase.Range.Start <= today ? phrase with { Range = new DayRange(phrase.Range.Start, today) } : phrase);
        }

        return joined;
    }

    private bool AreEnds(IReadOnlyList<string> words, DatePhrase before, DatePhrase phrase) =>
        phrase.First == before.Next
        || phrase.First - before.Next <= 2 && words.Skip(before.Next).Take(phrase.First - before.Next).Any(grammar.RangeJoins.Contains);
}
