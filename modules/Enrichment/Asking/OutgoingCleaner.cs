using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Redaction;

namespace Daybook.Enrichment.Asking;

/// <summary>One call's texts, as <see cref="AskRequest"/> cleans those of its own.</summary>
internal static class OutgoingCleaner
{
    public static CleanTexts Clean(IReadOnlyList<string> texts)
    {
        var redactor = new Redactor();
        return new CleanTexts([.. texts.Select(text => Injection.IsSuspicious(text) ? null : redactor.Text(text))], redactor.Counts);
    }
}
