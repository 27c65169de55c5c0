using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Learning;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Scoring;

namespace Daybook.Evaluation.Methods;

/// <summary>A person who reviews every block of a day as it truly was, and what the next day makes of it.</summary>
internal static class Reviewer
{
    /// <summary>The same days twice: derived without any review, and each after all days before it were reviewed (those after the fifth reviewed day).</summary>
    public static (Tally Before, Tally After, int Days) Curve(IReadOnlyList<LabelledDays> people, int reviewedDays)
    {
        var (before, after) = (new List<Tally>(), new List<Tally>());
        foreach (var person in people)
        {
            var reviews = new List<ReviewedSpan>();
            foreach (var (day, number) in person.Days.Select((day, number) => (day, number)))
            {
                var inputs = day.Inputs with { Lessons = Lessons.From(reviews, day.Inputs.Day.Date) };
                if (number >= reviewedDays)
                {
                    before.Add(Tally.Of(day, Product.Run(day.Inputs)));
                    after.Add(Tally.Of(day, Product.Run(inputs)));
                    break;
                }

                reviews.AddRange(Review(day, inputs));
            }
        }

        return (Tally.Sum(before), Tally.Sum(after), before.Count);
    }

    private static IEnumerable<ReviewedSpan> Review(LabelledDay day, DayInputs inputs)
    {
        var spans = DayDerivation.Timeline(inputs).Spans;
        var blocks = DayDerivation.Blocks(inputs).Blocks;
        foreach (var truth in Entries(day))
        {
            var block = blocks.MaxBy(block => Math.Min(block.EndMs, truth.End) - Math.Max(block.StartMs, truth.Start));
            var to = truth.Project is null ? Meaning.Nothing : new Meaning(BlockKind.Work, truth.Project, truth.Task);
            var from = block is null ? Meaning.Nothing : new Meaning(block.Kind, block.ProjectId, block.TaskId);
            yield return new ReviewedSpan(
                SampleFolder.Id($"{day.Name}|{truth.Start}"), day.Inputs.Day.Date, DateTimeOffset.FromUnixTimeMilliseconds(truth.End),
                from.SameTarget(to) ? ReviewVerb.Confirm : ReviewVerb.Correct, from, to, true, ReviewedSpan.ContextsOf(spans, truth.Start, truth.End))
            {
                Stage = block?.Stage ?? LabelStage.None,
            };
        }
    }

    /// <summary>Time entries as a person would leave them: at least a minute of one task.</summary>
    private static IEnumerable<TrueSpan> Entries(LabelledDay day)
    {
        TrueSpan? open = null;
        foreach (var truth in day.Truth)
        {
            if (open is not null && truth.Task == open.Task && truth.Project == open.Project && truth.Kind == open.Kind && truth.Start - open.End < 1_000) open = open with { End = truth.End };
            else
            {
                if (open is { Kind: TrueKind.Work, Length: >= 60_000 }) yield return open;
                open = truth;
            }
        }

        if (open is { Kind: TrueKind.Work, Length: >= 60_000 }) yield return open;
    }
}
