using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>What a moment says by itself, as log weights: words it shares with tasks, the project of its repository or name, what sort of thing it is.</summary>
internal sealed class OwnEvidence
{
    private const double Forbidden = 12;
    private const double WordScale = 5;
    private const double BranchWords = 0.7;
    private const double OtherProject = -5;
    private const double OtherProjectByName = -3;
    private const double NotStarted = -1;

    private readonly Purposes purposes;
    private readonly IReadOnlyList<string>[] titles;
    private readonly Dictionary<string, int> frequency;

    public OwnEvidence(Purposes purposes, Candidates candidates)
    {
        this.purposes = purposes;
        titles = [.. purposes.Tasks.Select(task => Words.Of(task.Title))];
        frequency = candidates.Tasks.SelectMany(task => Words.Of(task.Title)).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Priors = new double[purposes.Count];
        Priors[Purposes.Nothing] = 0.5;
        for (var i = 1; i < purposes.Count; i++)
            Priors[i] = i < purposes.FirstTask ? 0.2 : Candidates.InProgress(purposes.Task(i)) ? 1 : Math.Exp(NotStarted);
        var sum = Priors.Sum();
        for (var i = 0; i < Priors.Length; i++) Priors[i] /= sum;
    }

    /// <summary>Where a change of purpose leads to, before anything is seen.</summary>
    public double[] Priors { get; }

    public double[] Of(Facts facts, Label label)
    {
        var scores = new double[purposes.Count];
        if (Firmness.IsFirm(label))
        {
            Array.Fill(scores, -Firmness.Of(label));
            scores[purposes.Of(label.ProjectId, label.TaskId)] = 0;
            return scores;
        }

        if (!Firmness.AnybodysPage(label)) AddProject(scores, label);
        AddWords(scores, facts);
        AddSort(scores, label);
        if (label is { Stage: LabelStage.Matcher or LabelStage.Model, ProjectId: not null })
            scores[purposes.Of(label.ProjectId, label.TaskId)] += Math.Log(Math.Max(1.01, label.Confidence / (1 - Math.Min(label.Confidence, 0.97)))) + (label.Stage == LabelStage.Model ? 2 : 0);
        return scores;
    }

    /// <summary>What the person said it is not for.</summary>
    public void Forbid(double[] scores, Signature signature, Lessons lessons)
    {
        if (lessons.ForbiddenPairs == 0) return;
        var hash = SignatureHash.Of(signature);
        for (var i = 1; i < scores.Length; i++)
        {
            var target = i < purposes.FirstTask ? purposes.Projects[i - 1].Id : purposes.Task(i).Id;
            if (lessons.Forbids(hash, target)) scores[i] -= Forbidden;
        }
    }

    private void AddProject(double[] scores, Label label)
    {
        if (label.ProjectId is not { } id || label.Evidence.All(evidence => evidence.Signal is "task-words" or "ticket-in-title")) return;
        var mapped = label.Evidence.Any(evidence => evidence.Signal is "repository" or "project-key");
        var other = mapped ? OtherProject : OtherProjectByName;
        var project = purposes.ProjectOf[purposes.Of(id, null)];
        for (var i = 0; i < scores.Length; i++)
        {
            if (purposes.ProjectOf[i] != project) scores[i] += other;
        }
    }

    private void AddWords(double[] scores, Facts facts)
    {
        var fresh = Spoken.Fresh(facts);
        var branch = Spoken.Branch(facts);
        for (var i = 0; i < titles.Length; i++)
        {
            foreach (var word in titles[i])
            {
                var weight = fresh.Contains(word) ? 1 : branch.Contains(word) ? BranchWords : 0;
                if (weight > 0) scores[purposes.FirstTask + i] += weight * Math.Log(1 + WordScale / frequency[word]);
            }
        }
    }

    /// <summary>Code is hardly ever written for nothing; chats and mail often are.</summary>
    private static void AddSort(double[] scores, Label label) => scores[Purposes.Nothing] += label.Category switch
    {
        var category when category.StartsWith("work/comms", StringComparison.Ordinal) => 1.5,
        var category when category.StartsWith("work/code", StringComparison.Ordinal) => -3,
        var category when category.StartsWith("work", StringComparison.Ordinal) => -1,
        _ => 0,
    };
}
