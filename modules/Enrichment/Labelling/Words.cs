using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Labelling;

/// <summary>Text as the words that carry meaning, in their stems.</summary>
internal static class Words
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "with", "from", "into", "over", "after", "before", "not", "are", "was", "this", "that", "when", "all", "any", "per", "via", "our", "your",
        "fix", "add", "feat", "feature", "features", "bug", "bugfix", "hotfix", "chore", "refactor", "update", "improve", "implement", "support", "remove", "change",
        "make", "use", "new", "speed", "task", "issue", "ticket", "story", "main", "master", "develop", "dev", "test", "tests", "src", "lib", "app", "www", "http", "https",
        "com", "org", "net", "html", "pull", "request", "merge", "browse", "edit", "document", "docs", "readme", "file", "files", "page", "home", "users", "user",
        "code", "notes", "untitled", "github", "gitlab", "inbox",
    };

    /// <summary>What sites write beside every title.</summary>
    private static readonly string[] Noise = ["Google Search", "Google Docs", "Google Sheets", "Google Slides", "Agile Board", "Pull Request", "Stack Overflow", "Merge request"];

    public static IReadOnlyList<string> Of(string text)
    {
        foreach (var noise in Noise) text = text.Replace(noise, "", StringComparison.Ordinal);
        if (text.Length == 0) return [];
        var words = new List<string>();
        foreach (var word in TextWords.In(text)) Take(words, text.AsSpan()[word]);
        return words;
    }

    /// <summary>The words as they are written, for people to read.</summary>
    public static IEnumerable<string> Plain(string text) =>
        text.Split([' ', '-', '–', '—', '|', '·', ',', ':', '/', '(', ')', '[', ']', '.', '"', '…', '#', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word.Length >= 3 && word.Any(char.IsLetter) && !Empty.Contains(word.ToLowerInvariant())).Distinct(StringComparer.OrdinalIgnoreCase);

    private static void Take(List<string> words, ReadOnlySpan<char> raw)
    {
        if (raw.Length < 3 || raw.IndexOfAnyExceptInRange('0', '9') < 0) return;
        var word = raw.ToString().ToLowerInvariant();
        if (Empty.Contains(word)) return;
        var stem = Stem(word);
        if (!words.Contains(stem)) words.Add(stem);
    }

    private static string Stem(string word)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["ing", "ers", "er", "ed", "es", "s"])
        {
            if (word.Length - suffix.Length >= 4 && word.EndsWith(suffix, StringComparison.Ordinal)) return word[..^suffix.Length].TrimEnd('e');
        }

        // "Invoice" and "invoicing", "schedule" and "scheduled".
        return word.Length >= 6 ? word.TrimEnd('e') : word;
    }
}
