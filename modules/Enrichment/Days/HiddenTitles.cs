using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Days;

/// <summary>The titles of a day that a rule keeps out of everything that is made of it, pages included.</summary>
internal sealed class HiddenTitles
{
    private readonly HashSet<Signature> contexts = [];
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);

    /// <summary>The contexts that match such a rule.</summary>
    public IReadOnlySet<Signature> Contexts => contexts;

    /// <summary>The title as it may be shown: empty where it may not.</summary>
    public string Show(string title) => titles.Contains(title) ? "" : title;

    public static HiddenTitles Of(DayInputs inputs, Timeline timeline)
    {
        var hidden = new HiddenTitles();
        if (!inputs.Rules.Any(rule => rule.Then.NeverStoreTitle)) return hidden;
        var labeller = DayDerivation.Labeller(inputs, new Candidates(inputs.Catalog, inputs.Day.Start), timeline);
        foreach (var span in timeline.Spans.Where(span => labeller.Before(span).HidesTitle))
        {
            hidden.contexts.Add(span.Signature);
            if (span.Facts.Title.Length > 0) hidden.titles.Add(span.Facts.Title);
        }

        return hidden;
    }
}
