using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>One context that nothing explained: asked once for the day or, where it means different things at different times, for one stretch of it.</summary>
/// <param name="Hash">Names the context.</param>
/// <param name="EventId">The first event of the stretch; empty for a context that is asked once.</param>
/// <param name="LengthMs">How much of the day the answer decides.</param>
/// <param name="Label">What is known without a model: its project, if any, bounds the answer.</param>
/// <param name="Before">The task before the stretch, of a generic context only.</param>
internal sealed record Question(
    Guid Hash, Guid EventId, Facts Facts, Label Label, long StartMs, long EndMs, long LengthMs, Guid? Before, Guid? After)
{
    /// <summary>Means different things at different times: its answer holds for this stretch alone.</summary>
    public bool Generic => EventId != Guid.Empty;
}
