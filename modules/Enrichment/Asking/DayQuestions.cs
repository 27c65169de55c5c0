using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;

namespace Daybook.Enrichment.Asking;

/// <summary>What a day leaves for a model, and what is known around it.</summary>
/// <param name="Questions">The longest first.</param>
/// <param name="Worked">How much of the day went to which task without any model.</param>
/// <param name="Proven">The tasks that a rule, a key or a mapping speaks for that day.</param>
internal sealed record DayQuestions(
    IReadOnlyList<Question> Questions, Candidates Candidates, IReadOnlyDictionary<Guid, long> Worked, IReadOnlySet<Guid> Proven, Lessons Lessons);
