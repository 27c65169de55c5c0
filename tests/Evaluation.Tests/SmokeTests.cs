using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;
using Daybook.Evaluation.Observation;
using Daybook.Evaluation.Scoring;
using Daybook.Evaluation.Truth;
using Shouldly;
using Xunit;

namespace Daybook.Evaluation.Tests;

/// <summary>The evaluation in small: that it measures what it says, and that no change makes the sample days much worse unnoticed.</summary>
public sealed class SmokeTests
{
    [Fact]
    public void The_sample_days_are_attributed_about_as_well_as_the_last_results_say()
    {
        var people = SampleFolder.Under(Path.Combine(AppContext.BaseDirectory, "samples")).Select(SampleFolder.Read).ToArray();
        people.Length.ShouldBe(3);
        var all = Run.Score(Product.Whole, people).All;
        (all.Unbalanced, all.Overlap).ShouldBe((0, 0));
        all.Accuracy.ShouldBeGreaterThan(0.90);
        all.Precision.ShouldBeGreaterThan(0.93);
        all.ProjectAccuracy.ShouldBeGreaterThan(0.92);
        all.Billing.ShouldBeLessThan(0.08);
        all.CalibrationError.ShouldBeLessThan(0.06);
        all.Leak.ShouldBeLessThan(0.01);
        all.Accuracy.ShouldBeGreaterThan(Run.Score(Baselines.Naive, people).All.Accuracy + 0.1);
    }

    [Fact]
    public void A_seed_is_always_the_same_days_and_every_millisecond_of_them_is_in_one_block()
    {
        foreach (var seed in Enumerable.Range(Recipe.FirstTrain, 6))
        {
            var (first, again) = (Generated.Of(Recipe.Of(seed), 1), Generated.Of(Recipe.Of(seed), 1));
            again.Truth.ShouldBe(first.Truth);
            again.Samples.Samples.ShouldBe(first.Samples.Samples);
            var all = Run.Score(Product.Whole, [first]).All;
            (all.Unbalanced, all.Overlap, all.Present > 0).ShouldBe((0, 0, true));
        }
    }

    [Fact]
    public void Held_out_words_occur_nowhere_else() =>
        Vocabulary.HeldOut.Distinct.Intersect(Vocabulary.Open.Distinct, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();

    [Fact]
    public void A_method_that_says_the_truth_is_right_in_every_figure()
    {
        var person = Generated.Of(Recipe.Of(2), 1);
        var oracle = new Method("truth", day => Prediction.Of([.. day.Truth.Select(span => new Guess(
            span.Start, span.End, span.Kind switch { TrueKind.Personal => Enrichment.Contracts.BlockKind.Personal, TrueKind.Idle or TrueKind.Away => Enrichment.Contracts.BlockKind.Idle, _ => Enrichment.Contracts.BlockKind.Work },
            span.Project, span.Task, 1))]));
        var all = Run.Score(oracle, [person]).All;
        (all.Accuracy, all.Precision, all.Recall, all.ProjectAccuracy, all.Billing, all.LeakWithEdges, all.CalibrationError).ShouldBe((1, 1, 1, 1, 0, 0, 0));
    }
}
