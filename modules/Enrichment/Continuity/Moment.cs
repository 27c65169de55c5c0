using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>A stretch of the day that is to be weighed: its own evidence, and what its surroundings add.</summary>
/// <param name="Context">Equal for moments that show the same thing.</param>
/// <param name="GapMs">How long since the moment before: absence, meetings, private things.</param>
internal sealed record Moment(Span Span, Label Label, int Context, long GapMs)
{
    public bool IsFirm => Firmness.IsFirm(Label);
}

/// <summary>Which labels stand whatever is around them.</summary>
internal static class Firmness
{
    /// <summary>A person's decision, a rule, a key or a mapping to a task. Everything else is weighed with the day.</summary>
    public static bool IsFirm(Label label) =>
        label.ProjectId is not null
        && (label.Stage is Contracts.LabelStage.User or Contracts.LabelStage.Rule
            || label.Evidence.Any(evidence => evidence.Signal is "ticket-in-branch" or "ticket-in-url" or "ticket-in-title" or "ticket-in-calendar" or "ticket-of-project" or "repository-task"));
}
