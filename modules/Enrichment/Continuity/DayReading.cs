using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Continuity;

/// <summary>Reads the labels of a day in the light of each other: what a moment alone leaves open, the day often says.</summary>
internal static class DayReading
{
    /// <summary>The labels of all spans, in order.</summary>
    public static Label[] Labels(IReadOnlyList<Span> spans, Func<Span, Label> label, Candidates candidates, Lessons lessons)
    {
        var labels = spans.Select(label).ToArray();
        if (candidates.Tasks.Count == 0) return labels;

        var known = new Dictionary<(Facts, Guid?, Guid?, LabelStage, string), int>();
        var contexts = new List<Context>();
        var moments = new List<Moment>();
        var places = new List<int>();
        var end = 0L;
        for (var i = 0; i < spans.Count; i++)
        {
            if (!Weighed(spans[i], labels[i]))
            {
                labels[i] = Invited(spans[i], labels[i]);
                continue;
            }

            var (facts, own) = (spans[i].Facts, labels[i]);
            if (!known.TryGetValue((facts, own.ProjectId, own.TaskId, own.Stage, own.Category), out var context))
            {
                known.Add((facts, own.ProjectId, own.TaskId, own.Stage, own.Category), context = contexts.Count);
                contexts.Add(new Context(facts, own, spans[i].Signature, Spoken.Fresh(facts), Spoken.Branch(facts)));
            }

            moments.Add(new Moment(spans[i], labels[i], context, moments.Count == 0 ? 0 : spans[i].Start - end));
            places.Add(i);
            end = spans[i].End;
        }

        var past = new PastWords(lessons);
        var purposes = new Purposes(candidates, contexts, contexts.SelectMany(context => past.Targets(context.Signature)).ToHashSet());
        if (purposes.Tasks.Count == 0) return labels;
        var evidence = new OwnEvidence(purposes, candidates);
        var scores = contexts.ConvertAll(evidence.Of).ToArray();
        for (var i = 0; i < scores.Length; i++)
        {
            past.Add(scores[i], contexts[i], purposes);
            evidence.Forbid(scores[i], contexts[i], lessons);
        }

        var words = new DayWords(contexts);
        var switches = Switches(moments);
        var posterior = Chain.Solve(At(moments, scores), switches, evidence.Priors);
        posterior = Chain.Solve(At(moments, words.Learn(moments, posterior, scores)), switches, evidence.Priors);

        for (var i = 0; i < moments.Count; i++)
        {
            if (!moments[i].IsFirm) labels[places[i]] = Decide(moments[i], posterior[i], purposes);
        }

        return labels;
    }

    private static bool Weighed(Span span, Label label) =>
        span.Presence == Presence.Active && span.Signature != default && label.Attributable
        && (Spoken.SaysWhatIsShared(span.Facts) || !span.Facts.InCall && !label.Category.StartsWith("work/meeting", StringComparison.Ordinal));

    /// <summary>A project in the name of the very meeting is hardly ever another's.</summary>
    private static Label Invited(Span span, Label label) =>
        span.Facts.Calendar.Length > 0 && label.Stage == LabelStage.Evidence && label.Evidence.Any(evidence => evidence.Signal == "project-name")
            ? label with { Confidence = Weights.SureOfMeeting } : label;

    private static double[] Switches(List<Moment> moments)
    {
        var switches = new double[moments.Count];
        for (var i = 1; i < moments.Count; i++)
        {
            var apart = (moments[i - 1].Span.Length + moments[i].Span.Length) / 2.0;
            switches[i] = Math.Clamp(1 - Math.Exp(-apart / Weights.Stint - moments[i].GapMs / Weights.Gap), Weights.LeastSwitch, Weights.MostSwitch);
        }

        return switches;
    }

    /// <summary>A glance weighs less than a look.</summary>
    private static double[][] At(List<Moment> moments, double[][] scores) => [.. moments.Select(moment =>
    {
        var weight = Math.Min(1, Math.Sqrt(moment.Span.Length / Weights.Look));
        return Array.ConvertAll(scores[moment.Context], score => score * weight);
    })];

    private static Label Decide(Moment moment, double[] posterior, Purposes purposes)
    {
        var label = moment.Label;
        var best = Enumerable.Range(purposes.FirstTask, purposes.Tasks.Count).MaxBy(i => posterior[i]);
        var task = purposes.Task(best);
        if (posterior[best] >= Weights.TaskAt)
        {
            var sure = Sure(posterior[best]);
            if (label.TaskId == task.Id) return label with { Confidence = sure };
            return Named(label, task.ProjectId, task.Id, sure);
        }

        // What reviews taught or a model said of this very thing stands where the day knows nothing surer.
        if (label is { Stage: LabelStage.Model or LabelStage.Matcher, TaskId: not null }) return label;

        var projects = new double[purposes.Projects.Count];
        for (var i = 1; i < posterior.Length; i++)
        {
            // That a neighbour was for a project as a whole says nothing of what only stood beside it.
            if (i >= purposes.FirstTask || purposes.Projects[i - 1].Id == label.ProjectId) projects[purposes.ProjectOf[i]] += posterior[i];
        }

        var first = Array.IndexOf(projects, projects.Max());
        if (projects[first] >= Weights.ProjectAt)
        {
            var project = purposes.Projects[first].Id;
            var sure = Sure(projects[first]);
            return label.ProjectId == project && label.TaskId is null ? label with { Confidence = sure } : Named(label, project, null, sure);
        }

        return label.ProjectId is null ? label : label with { ProjectId = null, TaskId = null, Confidence = 0, Stage = LabelStage.None, Evidence = [] };
    }

    private static double Sure(double probability) => Math.Round(Weights.SureAtMost * probability, 2);

    private static Label Named(Label label, Guid project, Guid? task, double sure) => label with
    {
        Kind = BlockKind.Work, Category = Label.AsWork(label.Category), ProjectId = project, TaskId = task, Confidence = sure, Stage = LabelStage.Continuity,
        Evidence = [new Evidence("neighbours", sure.ToString("0.00", CultureInfo.InvariantCulture), null, sure), .. label.Evidence.Where(evidence => evidence.Signal is "repository" or "project-name" or "project-key")],
    };
}
