using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.Enrichment.Rules;

/// <summary>A rule ready to be asked many times.</summary>
internal sealed class CompiledRule
{
    internal const int MaxPattern = 200;

    internal const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly Func<Subject, bool>[] all;
    private readonly Func<Subject, bool>[] not;

    public CompiledRule(LabelRule rule)
    {
        Rule = rule;
        all = [.. rule.All.Select(Compile)];
        not = [.. rule.Not.Select(Compile)];
        AsksWhen = rule.All.Concat(rule.Not).Any(condition => condition.Field is RuleField.Weekday or RuleField.Time);
        AsksDevice = rule.All.Concat(rule.Not).Any(condition => condition.Field is RuleField.Device);
    }

    public LabelRule Rule { get; }

    /// <summary>Whether the answer depends on more than the context.</summary>
    public bool AsksWhen { get; }

    public bool AsksDevice { get; }

    public bool Matches(Subject subject) =>
        all.Length > 0 && Array.TrueForAll(all, condition => condition(subject)) && !Array.Exists(not, condition => condition(subject));

    /// <summary>The stable word of what is wrong with a condition, or null.</summary>
    public static string? Fault(Condition condition)
    {
        if (condition.Value.Length == 0) return "required";
        if (condition.Value.Length > MaxPattern) return "too-long";
        if (condition.Value.Contains('\0', StringComparison.Ordinal)) return "invalid";
        try
        {
            Compile(condition);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or FormatException)
        {
            return "invalid";
        }
    }

    private static Func<Subject, bool> Compile(Condition condition)
    {
        var value = condition.Value.Trim();
        if (condition.Field == RuleField.Weekday) return Weekdays(value);
        if (condition.Field == RuleField.Time) return Times(value);
        var matches = Matcher(condition.Op, value);
        if (condition.Field is RuleField.Host or RuleField.OrganiserDomain or RuleField.ParticipantDomain && condition.Op == RuleOp.Equals)
        {
            // A site is its subdomains too: "example.com" means "docs.example.com".
            var bare = value.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? value[4..] : value;
            matches = text => text.Equals(bare, StringComparison.OrdinalIgnoreCase) || text.EndsWith("." + bare, StringComparison.OrdinalIgnoreCase);
        }

        return subject =>
        {
            foreach (var text in subject.Texts(condition.Field))
            {
                if (text.Length > 0 && matches(text)) return true;
            }

            return false;
        };
    }

    private static Func<string, bool> Matcher(RuleOp op, string value) => op switch
    {
        RuleOp.Equals => text => text.Equals(value, StringComparison.OrdinalIgnoreCase),
        RuleOp.Contains => text => text.Contains(value, StringComparison.OrdinalIgnoreCase),
        RuleOp.Prefix => text => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
        RuleOp.Word => text => HasWord(text, value),
        RuleOp.Glob => Pattern(Glob(value)),
        RuleOp.Regex => Pattern(value),
        _ => throw new NotSupportedException(op.ToString()),
    };

    private static Func<string, bool> Pattern(string pattern)
    {
        // Non-backtracking: the time a match takes is bounded by the text; what is slow nevertheless was refused when it was saved
        // (PatternTrial). The limit is a last resort that fails the day rather than answering "no": a busy machine must not change
        // what a day's labels are.
        var regex = new Regex(pattern, Options, TimeSpan.FromSeconds(10));
        return text => regex.IsMatch(text);
    }

    private static string Glob(string value)
    {
        var pattern = new StringBuilder("^");
        foreach (var letter in value) pattern.Append(letter switch { '*' => ".*", '?' => ".", _ => Regex.Escape(letter.ToString()) });
        return pattern.Append('$').ToString();
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            var end = at + word.Length;
            if (before && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }

        return false;
    }

    /// <summary>"1-5" or "6,7": Monday is 1.</summary>
    private static Func<Subject, bool> Weekdays(string value)
    {
        var days = new HashSet<int>();
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-').Select(day => int.Parse(day, CultureInfo.InvariantCulture)).ToArray();
            if (ends.Length > 2 || ends.Any(day => day is < 1 or > 7)) throw new FormatException();
            for (var day = ends[0]; day <= ends[^1]; day++) days.Add(day);
        }

        if (days.Count == 0) throw new FormatException();
        return subject => days.Contains(subject.Weekday);
    }

    /// <summary>"09:00-17:30"; over midnight when the end is earlier.</summary>
    private static Func<Subject, bool> Times(string value)
    {
        var ends = value.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2) throw new FormatException();
        var start = TimeOnly.ParseExact(ends[0], "HH:mm", CultureInfo.InvariantCulture);
        var end = TimeOnly.ParseExact(ends[1], "HH:mm", CultureInfo.InvariantCulture);
        return subject => subject.Time.IsBetween(start, end);
    }
}
