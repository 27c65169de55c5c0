using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>What a day leaves for a model: a pure function of the day. Private and personal time is never in it.</summary>
internal static class Questions
{
    /// <summary>Less of a context is not worth a question.</summary>
    internal const long LeastMs = 60_000;

    /// <summary>A shorter stretch of a generic context is left to its neighbours.</summary>
    internal const long LeastOccurrenceMs = 300_000;

    /// <summary>Stretches of a generic context no further apart are one occurrence.</summary>
    internal const long JoinMs = 120_000;

    /// <summary>How far a neighbour may be.</summary>
    internal const long NearMs = 900_000;

    public static IReadOnlyList<Question> Of(DayInputs inputs) => Read(inputs).Questions;

    public static DayQuestions Read(DayInputs inputs)
    {
        var candidates = new Candidates(inputs.Catalog, inputs.Day.Start);
        var timeline = DayDerivation.Timeline(inputs, candidates);
        var labeller = DayDerivation.Labeller(inputs, candidates, timeline);
        var labelled = timeline.Spans.Select(span => (Span: span, Label: labeller.Before(span))).ToArray();
        var worked = labelled.Where(item => item.Label.TaskId is not null).GroupBy(item => item.Label.TaskId!.Value)
            .ToDictionary(group => group.Key, group => group.Sum(item => item.Span.Length));
        var proven = labelled.Where(item => item.Label.TaskId is not null && item.Label.Stage is LabelStage.Rule or LabelStage.User
                || item.Label.TaskId is not null && item.Label.Evidence.Any(evidence => evidence.Signal is not ("task-words" or "matcher")))
            .Select(item => item.Label.TaskId!.Value).ToHashSet();
        return new DayQuestions(Of(timeline, labelled, labeller, candidates), candidates, worked, proven, inputs.Lessons);
    }

    /// <summary>The answers to these questions, as the labeller reads them.</summary>
    public static ModelAnswers Answered(IEnumerable<(Question Question, ModelAnswer Answer)> answers)
    {
        var all = answers.ToArray();
        return new ModelAnswers(
            all.Where(item => !item.Question.Generic).DistinctBy(item => item.Question.Hash).ToDictionary(item => item.Question.Hash, item => item.Answer),
            all.Where(item => item.Question.Generic)
                .Select(item => new Occurrence(item.Question.Hash, item.Question.EventId, item.Question.StartMs, item.Question.EndMs, item.Answer)));
    }

    private static List<Question> Of(Timeline timeline, (Span Span, Label Label)[] labelled, Labeller labeller, Candidates candidates)
    {
        if (candidates.Tasks.Count == 0) return [];
        var open = new Dictionary<Signature, List<(Span Span, Label Label)>>();
        foreach (var (span, label) in labelled)
        {
            if (span.Signature == default || !ModelStep.IsOpen(label)) continue;
            if (label.ProjectId is { } project && !candidates.TasksOf(project).Any()) continue;
            if (!open.TryGetValue(span.Signature, out var seen)) open[span.Signature] = seen = [];
            seen.Add((span, label));
        }

        var questions = new List<Question>();
        foreach (var (signature, seen) in open)
        {
            var hash = SignatureHash.Of(signature);
            var longest = seen.MaxBy(item => item.Span.Length);
            if (Generic.Is(longest.Span.Facts, longest.Label.Category)) questions.AddRange(Occurrences(hash, seen, timeline.Spans, labeller));
            else if (seen.Sum(item => item.Span.Length) is var length and >= LeastMs)
                questions.Add(new Question(hash, Guid.Empty, longest.Span.Facts, longest.Label, seen[0].Span.Start, seen[^1].Span.End, length, null, null));
        }

        questions.Sort((left, right) =>
        {
            var order = right.LengthMs.CompareTo(left.LengthMs);
            if (order == 0) order = left.StartMs.CompareTo(right.StartMs);
            return order != 0 ? order : left.Hash.CompareTo(right.Hash);
        });
        return questions;
    }

    private static IEnumerable<Question> Occurrences(Guid hash, List<(Span Span, Label Label)> seen, IReadOnlyList<Span> spans, Labeller labeller)
    {
        for (var first = 0; first < seen.Count;)
        {
            var last = first;
            var length = seen[first].Span.Length;
            while (last + 1 < seen.Count && seen[last + 1].Span.Start - seen[last].Span.End <= JoinMs) length += seen[++last].Span.Length;
            var (start, end) = (seen[first].Span, seen[last].Span.End);
            if (length >= LeastOccurrenceMs)
            {
                yield return new Question(hash, start.EventId, start.Facts, seen[first].Label, start.Start, end, length,
                    Neighbour(spans.Where(span => span.End <= start.Start && start.Start - span.End <= NearMs).Reverse(), labeller),
                    Neighbour(spans.Where(span => span.Start >= end && span.Start - end <= NearMs), labeller));
            }

            first = last + 1;
        }
    }

    private static Guid? Neighbour(IEnumerable<Span> nearby, Labeller labeller) =>
        nearby.Select(span => labeller.Of(span).TaskId).FirstOrDefault(task => task is not null);
}
