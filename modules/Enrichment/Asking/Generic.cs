using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>Contexts that mean different things at different times: a chat's channel, a new tab, a list of mails.</summary>
internal static class Generic
{
    private const int TellingWords = 2;

    public static bool Is(Facts facts, string category)
    {
        if (IsTalk(category) || category.StartsWith("work/meeting", StringComparison.Ordinal) && facts.Calendar.Length == 0) return true;
        if (facts.Repository.Length + facts.Branch.Length + facts.File.Length + facts.Calendar.Length > 0) return false;
        if (TicketKeys.In(facts.Title).Count + TicketKeys.In(facts.Path).Count > 0) return false;
        return Words.Of(facts.Title).Count(word => !facts.App.Contains(word, StringComparison.OrdinalIgnoreCase) && !facts.Host.Contains(word, StringComparison.OrdinalIgnoreCase)) < TellingWords
            && facts.Path.Count(letter => letter == '/') < 3;
    }

    /// <summary>Chat and mail: what people write to each other.</summary>
    public static bool IsTalk(string category) => category.StartsWith("work/comms", StringComparison.Ordinal);
}
