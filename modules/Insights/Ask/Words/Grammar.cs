using System.Text.RegularExpressions;

namespace Daybook.Insights.Ask.Words;

/// <summary>What a question wants to know.</summary>
internal enum Intent
{
    None, Totals, TimeOn, Account, LastTime, Shipped, Standup, Compare, Focus, Meetings, Interruptions, Unattributed, Overtime,
}

/// <summary>By what a total is divided.</summary>
internal enum Grouping { None, Task, Project, Category, Day }

/// <summary>A sign of an intent: words that fit the pattern speak for it with this weight.</summary>
internal sealed record Sign(Intent Intent, int Weight, string Pattern)
{
    public Regex Shape { get; } = Grammar.Shape(Pattern);
}

/// <summary>A sign of a grouping, or of whatever else is yes or no.</summary>
internal sealed record GroupSign(Grouping Group, string Pattern)
{
    public Regex Shape { get; } = Grammar.Shape(Pattern);
}

/// <summary>One language's words for questions about time. All of it is data; what it means stands in the planner.</summary>
/// <param name="Filler">Words that say nothing about what is asked for; so do the words of every sign and date.</param>
/// <param name="Relative">Phrases for a range: unit and distance, as "d-1" for yesterday or "w0" for this week.</param>
/// <param name="CountBack">A phrase before a number of units: "last" 3 days.</param>
/// <param name="Categories">What kinds of work are called: the category's path.</param>
/// <param name="People">Words that are about somebody else.</param>
internal sealed record Grammar(
    string Language, IReadOnlyList<Sign> Signs, IReadOnlyList<GroupSign> Groups, Regex PersonalOnly, Regex PersonalToo, Regex Amount,
    IReadOnlySet<string> Filler, IReadOnlyDictionary<string, string> Relative, IReadOnlyDictionary<string, int> Weekdays, IReadOnlyDictionary<string, int> Months,
    IReadOnlySet<string> ShyMonths, IReadOnlySet<string> CountBack, IReadOnlyDictionary<string, char> Units, IReadOnlyDictionary<string, int> Numbers,
    IReadOnlySet<string> Previous, IReadOnlySet<string> Next, IReadOnlySet<string> RangeJoins, IReadOnlySet<string> RangeEnds, IReadOnlySet<string> Since,
    IReadOnlyDictionary<string, string> Categories, IReadOnlySet<string> People)
{
    // Without backtracking: anybody may write what is looked at. Words are parted by spaces: for the edge of a word, \b, half of Hindi's vowels are none.
    public static Regex Shape(string pattern) =>
        new(pattern.Replace(@"\b", "( |^|$)", StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static IReadOnlySet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Normal.Text).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, T> Map<T>(params (string Words, T Value)[] rows) => rows
        .SelectMany(row => row.Words.Split('|').Select(word => (Word: Normal.Text(word), row.Value))).ToDictionary(row => row.Word, row => row.Value, StringComparer.Ordinal);

    /// <summary>The language a text is written in, as far as its letters tell: the two have none in common.</summary>
    public static Grammar Of(string question) => question.Any(letter => letter is >= '\u0900' and <= '\u097F') ? Hindi.Grammar : English.Grammar;
}
