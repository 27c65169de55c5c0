using System.Text.RegularExpressions;

namespace Daybook.Enrichment.Spans;

/// <summary>Keys of work items as trackers write them: ENG-412. Whether such a task exists is the catalog's to say.</summary>
internal static partial class TicketKeys
{
    public static IReadOnlyList<string> In(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var found = new List<string>(1);
        foreach (var match in Key.EnumerateMatches(text))
        {
            var key = text.Substring(match.Index, match.Length).ToUpperInvariant();
            if (!found.Contains(key)) found.Add(key);
        }

        return found;
    }

    public static IReadOnlyList<Range> Spans(string text)
    {
        var found = new List<Range>(1);
        foreach (var match in Key.EnumerateMatches(text)) found.Add(match.Index..(match.Index + match.Length));
        return found;
    }

    // The limit is a last resort: a busy machine must not change what a day says.
    // Branches write keys in lower case: feature/eng-412-login. A letter or digit before, or a digit or letter after, makes it something else.
    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{1,9}-[0-9]{1,7}(?![A-Za-z0-9])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Key { get; }
}
