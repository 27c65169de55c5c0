using System.Text.RegularExpressions;

namespace Daybook.Enrichment.Rules;

/// <summary>
/// Tries a pattern before it is saved, on texts made to be hard for it. Days are matched without backtracking, where no pattern explodes;
/// one that explodes with backtracking is refused all the same: it says less than its author believes, and other tools read the same rules.
/// </summary>
internal static class PatternTrial
{
    private const int Letters = 12;
    private const int Attempts = 3;
    private const int Length = 160;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    /// <summary>"invalid", "too-slow", or null for a condition that may be saved.</summary>
    public static string? Fault(Condition condition)
    {
        if (CompiledRule.Fault(condition) is { } fault) return fault;
        if (condition.Op != RuleOp.Regex || condition.Field is RuleField.Weekday or RuleField.Time) return null;
        return IsSlow(condition.Value.Trim(), CompiledRule.Options) || IsSlow(condition.Value.Trim(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) ? "too-slow" : null;
    }

    private static bool IsSlow(string pattern, RegexOptions options)
    {
        var regex = new Regex(pattern, options, Limit);
        return Texts(pattern).Any(text => Enumerable.Range(0, Attempts).All(_ => TimesOut(regex, text)));
    }

    // A machine may stand still for 50 ms: only what is slow each time is slow.
    private static bool TimesOut(Regex regex, string text)
    {
        try
        {
            regex.IsMatch(text);
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Texts(string pattern)
    {
        var own = string.Concat(pattern.Where(char.IsLetterOrDigit));
        yield return "HBR-412 Checkout: fix rounding (draft) | acme/harbor-api - main — Visual Studio Code";
        foreach (var letter in own.Distinct().Take(Letters).Concat("a0 -./").Distinct()) yield return Repeated(letter.ToString());
        if (own.Length > 1) yield return Repeated(own);
        yield return Repeated("ab");
        yield return Repeated("word ");
    }

    // The end matches nothing, so that every way to the middle is tried.
    private static string Repeated(string text) => string.Concat(Enumerable.Repeat(text, Length / text.Length + 1))[..Length] + "\u0001!";
}
