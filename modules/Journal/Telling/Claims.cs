using System.Text.RegularExpressions;
using Daybook.Journal.Facts;

namespace Daybook.Journal.Telling;

/// <summary>
/// A true figure beside the wrong words is a false one. A figure of something with a name stands with that name; one of a total stands in a
/// sentence that speaks of that total and of no other; that something was finished rests on a fact that says so.
/// </summary>
internal static partial class Claims
{
    private static readonly (FactKind Kind, string[] Words)[] Speaking =
    [
        (FactKind.Meetings, ["meeting", "call", "बैठक", "मीटिंग"]),
        (FactKind.Waiting, ["review", "जाँच", "जांच", "समीक्षा"]),
        (FactKind.Unassigned, ["project", "unassigned", "प्रोजेक्ट", "परियोजना"]),
        (FactKind.Beside, ["beside", "parallel", "साथ"]),
    ];

    private static readonly string[] Ends = ["finish", "complet", "closed", "closing", "done", "shipp", "merg", "resolv", "fixed", "deliver", "released", "पूरा", "पूरे", "पूरी", "समाप्त", "खत्म", "ख़त्म"];

    public static bool Hold(string text, IReadOnlyList<Told> cited)
    {
        var bound = Bound.Replace(Span.Replace(text, Paired), Paired);
        var speaks = Speaking.Where(one => one.Words.Any(word => bound.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(one => one.Kind).ToArray();
        foreach (var fact in cited)
        {
            if (!Figures(text, fact)) continue;
            if (fact.Has.Contains("name", StringComparer.Ordinal))
            {
                if (Figures(bound, fact)) return false;
            }
            else if (fact.Fact.Kind == FactKind.Total ? speaks.Length > 0 || text.Contains(".name}", StringComparison.Ordinal) : !(speaks is [var only] && only == fact.Fact.Kind))
            {
                return false;
            }
        }

        // An end without its start, or the wrong way round.
        if (bound.Contains(".start}", StringComparison.Ordinal) || bound.Contains(".end}", StringComparison.Ordinal)) return false;
        return !Ends.Any(word => bound.Contains(word, StringComparison.OrdinalIgnoreCase)) || cited.Any(fact => fact.Fact.Kind == FactKind.Finished);
    }

    private static bool Figures(string text, Told fact) => text.Contains("{" + fact.Fact.Id + ".duration}", StringComparison.Ordinal);

    // What is in its place is taken out; of a pair that is none nothing is.
    private static string Paired(Match match) => match.Groups["one"].Value == match.Groups["other"].Value ? " " : match.Value;

    [GeneratedRegex(@"\{(?<one>[A-Z][0-9]{1,3})\.name\} \(\{(?<other>[A-Z][0-9]{1,3})\.duration\}\)|\{(?<one>[A-Z][0-9]{1,3})\.duration\} (on|in|for|with) \{(?<other>[A-Z][0-9]{1,3})\.name\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bound { get; }

    [GeneratedRegex(@"\{(?<one>[A-Z][0-9]{1,3})\.start\} (to|and|until|–|से|और) \{(?<other>[A-Z][0-9]{1,3})\.end\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span { get; }
}
