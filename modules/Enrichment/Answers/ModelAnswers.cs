using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Answers;

/// <summary>What a model said about a context, after it was checked.</summary>
/// <param name="TaskId">Null where none of the candidates fits, or only a project does.</param>
/// <param name="Confidence">The measure of the model's word: never above <see cref="Cap"/>.</param>
/// <param name="Reason">The field the model named as its reason.</param>
internal sealed record ModelAnswer(Guid? ProjectId, Guid? TaskId, string Category, double Confidence, string Reason, Guid? CallId)
{
    public const double High = 0.80;
    public const double Medium = 0.60;
    public const double Low = 0.40;

    /// <summary>An answer that failed a check is worth no more than this: a suggestion, no label.</summary>
    public const double Doubtful = 0.35;

    /// <summary>A model never outranks a key or a mapping.</summary>
    public const double Cap = 0.85;
}

/// <summary>An answer about one stretch of a context that means different things at different times: [StartMs, EndMs).</summary>
internal sealed record Occurrence(Guid Signature, Guid EventId, long StartMs, long EndMs, ModelAnswer Answer);

/// <summary>The answers of a day: to a context wherever it occurs, or to one of its occurrences.</summary>
internal sealed class ModelAnswers
{
    public static readonly ModelAnswers None = new(new Dictionary<Guid, ModelAnswer>(), []);

    private readonly IReadOnlyDictionary<Guid, ModelAnswer> everywhere;
    private readonly ILookup<Guid, Occurrence> occurrences;
    private readonly Dictionary<Signature, Guid> hashes = [];

    public ModelAnswers(IReadOnlyDictionary<Guid, ModelAnswer> everywhere, IEnumerable<Occurrence> occurrences)
    {
        this.everywhere = everywhere;
        this.occurrences = occurrences.ToLookup(occurrence => occurrence.Signature);
    }

    public ModelAnswer? For(Span span)
    {
        if (everywhere.Count == 0 && occurrences.Count == 0 || span.Signature == default) return null;
        if (!hashes.TryGetValue(span.Signature, out var hash)) hashes[span.Signature] = hash = SignatureHash.Of(span.Signature);
        return occurrences[hash].FirstOrDefault(occurrence => occurrence.StartMs <= span.Start && span.Start < occurrence.EndMs)?.Answer
            ?? everywhere.GetValueOrDefault(hash);
    }
}
