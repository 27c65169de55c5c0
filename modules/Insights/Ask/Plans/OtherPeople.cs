using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Plans;

/// <summary>Says whether a question is about somebody else: about them nothing is answered.</summary>
internal static class OtherPeople
{
    /// <summary>Stands in a question for a name that was found to be a thing.</summary>
    public const string Thing = "§";

    private static readonly HashSet<string> Asks = ["did", "does", "has", "is", "was", "were", "had"];
    private static readonly HashSet<string> Deeds = ["do", "doing", "done", "work", "working", "worked", "spend", "spent", "ship", "shipped", "finish", "finished", "been", "log", "logged", "start", "have", "get"];

    /// <param name="words">The question, dates taken out and names of things replaced.</param>
    public static bool AreMeant(Grammar grammar, IReadOnlyList<string> words)
    {
        if (words.Any(grammar.People.Contains)) return true;
        for (var i = 0; i < words.Count; i++)
        {
            if (IsSomebodys(grammar, words[i])) return true;
            var follows = i + 1 < words.Count ? words[i + 1] : "";

            // "did Bob do", "has Bob worked"; not "did it take".
            if (Asks.Contains(words[i]) && IsName(grammar, follows) && words.Skip(i + 2).Take(3).Any(Deeds.Contains)) return true;

            // "what Bob did": a name, then a deed of the past.
            if (i > 0 && words[i] is "did" or "worked" or "shipped" or "finished" or "spent" && IsName(grammar, words[Math.Max(0, i - 1)])) return true;

            // The one who acts stands before ने.
            if (follows == "ने" && IsName(grammar, words[i])) return true;
        }

        return false;
    }

    private static bool IsName(Grammar grammar, string word) => word.Length > 0 && word != Thing && char.IsLetter(word[0]) && !grammar.Filler.Contains(word);

    private static bool IsSomebodys(Grammar grammar, string word) =>
        word.Length > 3 && (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal)) && !grammar.Filler.Contains(word);
}
