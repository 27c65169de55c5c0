namespace Daybook.Enrichment.Contracts;

/// <summary>Texts as they may be shown to a model, in the order they came, and how many of each class of secret were replaced in them.</summary>
/// <param name="Texts">Null for a text that talks to a model instead of to a person.</param>
public sealed record CleanTexts(IReadOnlyList<string?> Texts, IReadOnlyDictionary<string, int> Redactions);

internal delegate CleanTexts CleanAll(IReadOnlyList<string> texts);

/// <summary>Makes ready what leaves for a model: on one line, cut, secrets replaced, the same one by the same placeholder within a call.</summary>
public sealed class OutgoingTexts
{
    private readonly CleanAll clean;

    internal OutgoingTexts(CleanAll clean) => this.clean = clean;

    public CleanTexts Clean(IReadOnlyList<string> texts) => clean(texts);
}
