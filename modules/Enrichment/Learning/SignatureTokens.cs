using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Learning;

/// <summary>A context as the set of tokens that learning compares: fields whole, and the words of what is written in them.</summary>
internal static class SignatureTokens
{
    private const int MaxTokens = 40;

    /// <summary>Words that are on every screen and tell no context from another.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "with", "from", "new", "tab", "inbox", "home", "untitled", "general", "settings", "search", "mail", "chat", "page", "window", "start",
        "google", "document", "file", "notes", "welcome", "loading", "github", "gitlab", "pull", "request", "issue", "issues", "calendar", "meeting", "dashboard",
    };

    /// <summary>Distinct, in ordinal order: equal for equal signatures.</summary>
    public static string[] Of(Signature signature)
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        void Whole(string kind, string? text)
        {
            if (!string.IsNullOrEmpty(text) && tokens.Count < MaxTokens) tokens.Add(kind + text.ToLowerInvariant());
        }

        Whole("a:", signature.App);
        Whole("h:", signature.Host);
        Whole("r:", signature.Repository);
        Whole("b:", signature.Branch);
        Whole("d:", signature.Directory);
        Whole("c:", signature.Calendar);
        if (signature.InCall) tokens.Add("call");
        var path = (signature.Path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var depth = 1; depth <= Math.Min(3, path.Length); depth++) Whole("p:", signature.Host + "/" + string.Join('/', path.Take(depth)));
        foreach (var key in TicketKeys.In(string.Join(' ', signature.Branch, signature.Path, signature.Title, signature.Calendar))) Whole("k:", key);
        foreach (var word in WordsOf(signature.Title).Concat(WordsOf(signature.Branch)).Concat(WordsOf(signature.Calendar)).Concat(WordsOf(signature.Directory)))
            Whole("w:", word);
        return [.. tokens];
    }

    /// <summary>
    /// Whether the context means one thing at all times: a repository, a page, a ticket, a meeting, a title of its own. "Slack" or a new tab
    /// mean something else every hour.
    /// </summary>
    public static bool IsSpecific(Signature signature) =>
        Says(signature.Repository) || Says(signature.Branch) || Says(signature.Directory) || Says(signature.Calendar)
        || (signature.Path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Length >= 2
        || TicketKeys.In(signature.Title).Count > 0
        || WordsOf(signature.Title).Count(word => !Within(signature.App, word) && !Within(signature.Host, word)) >= 2;

    /// <summary>Words of three letters and more that tell something, as they are compared.</summary>
    public static IEnumerable<string> WordsOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        foreach (var range in TextWords.In(text))
        {
            var word = text[range].ToLowerInvariant();
            if (word.Length >= 3 && !Common.Contains(word) && word.Any(char.IsLetter)) yield return word;
        }
    }

    private static bool Says(string? text) => !string.IsNullOrEmpty(text);

    private static bool Within(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
