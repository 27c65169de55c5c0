using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>What is looked at, what is known of it alone, and the words it is made of.</summary>
internal sealed record Context(Facts Facts, Label Label, Signature Signature, HashSet<string> Fresh, HashSet<string> Branch);

/// <summary>A stretch of the day that is to be weighed: its own evidence, and what its surroundings add.</summary>
/// <param name="Context">Equal for moments that show the same thing.</param>
/// <param name="GapMs">How long since the moment before: absence, meetings, private things.</param>
internal sealed record Moment(Span Span, Label Label, int Context, long GapMs)
{
    public bool IsFirm => Firmness.IsFirm(Label);
}

/// <summary>Which labels stand whatever is around them, and how much they say of what is around.</summary>
internal static class Firmness
{
    /// <summary>A person's decision, a rule, a key or a mapping to a task. Everything else is weighed with the day.</summary>
    public static bool IsFirm(Label label) => label.ProjectId is not null && (label.Stage is LabelStage.User or LabelStage.Rule || Of(label) > 0);

    /// <summary>Log weight against all other purposes. A page about another task is a glance more often than a branch is.</summary>
    public static double Of(Label label)
    {
        if (label.Stage is LabelStage.User or LabelStage.Rule) return 2 * LogOdds(label);
        if (label.Stage is LabelStage.Matcher or LabelStage.Model) return 0;
        foreach (var evidence in label.Evidence)
        {
            switch (evidence.Signal)
            {
                case "ticket-in-branch" or "repository-task": return Weights.KeyInBranch;
                case "ticket-in-title" when AnybodysPage(label): return 0;
                case "ticket-in-url" or "ticket-in-title" or "ticket-in-calendar": return Weights.KeyInTitle;
                case "ticket-of-project": return Weights.KeyOfProject;
            }
        }

        return 0;
    }

    public static double LogOdds(Label label) => Math.Max(0, Math.Log(label.Confidence / (1 - Math.Min(label.Confidence, 0.97))));

    /// <summary>Whoever writes such a page chooses its title, and may write any key into it.</summary>
    public static bool AnybodysPage(Label label) => label.Evidence.All(evidence => evidence.Signal is "ticket-in-title")
        && (label.Category.StartsWith("work/research", StringComparison.Ordinal) || label.Category.StartsWith("work/web", StringComparison.Ordinal)
            || label.Category.StartsWith("neutral", StringComparison.Ordinal));
}
