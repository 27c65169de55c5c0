using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>What a moment says by itself, as log weights: words it shares with tasks, the project of its repository or name, what sort of thing it is.</summary>
internal sealed class OwnEvidence
{
    private readonly Purposes purposes;
    private readonly IReadOnlyList<string>[] titles;
    private readonly Dictionary<string, int> frequency;

    public OwnEvidence(Purposes purposes, Candidates candidates)
    {
        this.purposes = purposes;
        titles = [.. purposes.Tasks.Select(task => Words.Of(task.Title))];
        frequency = candidates.Tasks.SelectMany(task => Words.Of(task.Title)).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Priors = new double[purposes.Count];
        Priors[Purposes.Nothing] = Weights.Nothing;
        for (var i = 1; i < purposes.Count; i++)
            Priors[i] = i < purposes.FirstTask ? Weights.Whole : Candidates.InProgress(purposes.Task(i)) ? 1 : Weights.NotBegun;
        var sum = Priors.Sum();
        for (var i = 0; i < Priors.Length; i++) Priors[i] /= sum;
    }

    /// <summary>Where a change of purpose leads to, before anything is seen.</summary>
    public double[] Priors { get; }

    public double[] Of(Context context)
    {
        var label = context.Label;
        var scores = new double[purposes.Count];
        if (Firmness.IsFirm(label))
        {
            Array.Fill(scores, -Firmness.Of(label));
            scores[purposes.Of(label.ProjectId, label.TaskId)] = 0;
            return scores;
        }

        if (!Firmness.AnybodysPage(label)) AddProject(scores, label);
        AddWords(scores, context);
        AddSort(scores, label);
        if (label is { Stage: LabelStage.Model or LabelStage.Matcher, ProjectId: not null })
            scores[purposes.Of(label.ProjectId, label.TaskId)] += Firmness.LogOdds(label);
        return scores;
    }

    /// <summary>What the person said it is not for.</summary>
    public void Forbid(double[] scores, Context context, Lessons lessons)
    {
        if (lessons.ForbiddenPairs == 0) return;
        var hash = SignatureHash.Of(context.Signature);
        for (var i = 1; i < scores.Length; i++)
        {
            if (lessons.Forbids(hash, purposes.IdOf(i))) scores[i] -= Weights.Forbidden;
        }
    }

    private void AddProject(double[] scores, Label label)
    {
        if (label.ProjectId is not { } id || label.Stage is LabelStage.Matcher or LabelStage.Model) return;
        if (label.Evidence.All(evidence => evidence.Signal is "task-words" or "ticket-in-title")) return;
        var mapped = label.Evidence.Any(evidence => evidence.Signal is "repository" or "project-key");
        var other = mapped ? Weights.OtherRepository : Weights.OtherName;
        var project = purposes.ProjectOf[purposes.Of(id, null)];
        for (var i = 0; i < scores.Length; i++)
        {
            if (purposes.ProjectOf[i] != project) scores[i] += other;
        }
    }

    private void AddWords(double[] scores, Context context)
    {
        for (var i = 0; i < titles.Length; i++)
        {
            foreach (var word in titles[i])
            {
                var weight = context.Fresh.Contains(word) ? 1 : context.Branch.Contains(word) ? Weights.BranchShare : 0;
                if (weight > 0) scores[purposes.FirstTask + i] += weight * Math.Log(1 + Weights.WordScale / frequency[word]);
            }
        }
    }

    /// <summary>Code is hardly ever written for nothing; chats and mail often are.</summary>
    private static void AddSort(double[] scores, Label label) => scores[Purposes.Nothing] += label.Category switch
    {
        var category when category.StartsWith("work/comms", StringComparison.Ordinal) => Weights.Comms,
        var category when category.StartsWith("work/code", StringComparison.Ordinal) => Weights.Code,
        var category when category.StartsWith("work", StringComparison.Ordinal) => Weights.Work,
        _ => 0,
    };
}
