using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Plans;

/// <summary>How alike two names are, as PostgreSQL's pg_trgm counts it: shared groups of three letters of their words.</summary>
internal static class Trigrams
{
    public static double Similarity(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        if (a.Count == 0 || b.Count == 0) return 0;
        var shared = a.Count(b.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }

    private static HashSet<string> Of(string text)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Normal.Parts(text).Select(word => $"  {word} "))
            for (var i = 0; i + 3 <= word.Length; i++) groups.Add(word.Substring(i, 3));
        return groups;
    }
}
