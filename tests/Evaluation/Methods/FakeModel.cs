using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Asking;
using Daybook.Evaluation.Days;

namespace Daybook.Evaluation.Methods;

/// <summary>A model that knows the truth of nine in ten of the questions it is asked, and says something else of the tenth.</summary>
internal static class FakeModel
{
    private const int RightOfTen = 9;

    public static readonly Method Assisted = new("Daybook, with a model right 90 % of the time", day =>
    {
        var questions = Questions.Of(day.Inputs);
        var answers = Questions.Answered(questions.Select(question => (question, Answer(day, question))));
        return Product.Run(day.Inputs with { Answers = answers });
    });

    private static ModelAnswer Answer(LabelledDay day, Question question)
    {
        var dice = new Random(unchecked(day.Name.Sum(letter => letter) * 7919 + (int)(question.StartMs / 1000)));
        var (task, project) = Truth(day, question);
        if (dice.Next(10) >= RightOfTen)
        {
            var other = day.Inputs.Catalog.Tasks[dice.Next(day.Inputs.Catalog.Tasks.Count)];
            (task, project) = (other.Id, other.ProjectId);
        }

        return new ModelAnswer(project, task, "work/dev", ModelAnswer.High, "title", null);
    }

    /// <summary>What most of the context's time was truly for.</summary>
    private static (Guid? Task, Guid? Project) Truth(LabelledDay day, Question question)
    {
        var times = new Dictionary<(Guid?, Guid?), long>();
        foreach (var span in Spans(day, question))
        {
            foreach (var truth in day.Truth.Where(truth => truth.Present && truth.End > span.Start && truth.Start < span.End))
            {
                var key = (truth.Task, truth.Project);
                times[key] = times.GetValueOrDefault(key) + Math.Min(truth.End, span.End) - Math.Max(truth.Start, span.Start);
            }
        }

        return times.Count == 0 ? (null, null) : times.MaxBy(time => time.Value).Key;
    }

    private static IEnumerable<(long Start, long End)> Spans(LabelledDay day, Question question) =>
        Enrichment.Days.DayDerivation.Timeline(day.Inputs).Spans
            .Where(span => span.Start >= question.StartMs && span.End <= question.EndMs && Enrichment.Spans.SignatureHash.Of(span.Signature) == question.Hash)
            .Select(span => (span.Start, span.End));
}
