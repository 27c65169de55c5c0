using System.Diagnostics;
using Daybook.Enrichment.Accuracy;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Proposals;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Learning;

/// <summary>The pure part: reviews in, answers out.</summary>
public sealed class MatcherTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Guid Project = new("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid[] Tasks = [.. Enumerable.Range(1, 6).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly string[] Words = ["ledger", "harbour", "redactor", "webhook", "gallery", "lantern", "quarter", "invoice", "import", "payload"];

    [Fact]
    public void It_answers_what_it_has_seen_and_nothing_below_its_minimum()
    {
        var reviews = Week(24);
        var match = Matcher.Train(reviews).Of(Signature("Calc", "ledger of harbour"), _ => Standing.Open).ShouldNotBeNull();
        match.TaskId.ShouldBe(Tasks[0]);
        match.Support.ShouldBeGreaterThanOrEqualTo(Matcher.LeastSupport);
        reviews.Select(review => review.Id).ShouldContain(match.ReviewId);
        var few = Matcher.Train(Week(Matcher.Needed - 1));
        few.Active.ShouldBeFalse();
        few.Of(Signature("Calc", "ledger of harbour"), _ => Standing.Open).ShouldBeNull();
    }

    [Fact]
    public void A_closed_task_is_not_answered_and_no_other_takes_its_place()
    {
        var matcher = Matcher.Train(Week(24));
        matcher.Of(Signature("Calc", "ledger of harbour"), aim => aim.TaskId == Tasks[0] ? Standing.Opposed : Standing.Open).ShouldBeNull();
    }

    [Fact]
    public void The_same_reviews_teach_the_same_in_any_order()
    {
        Prop.ForAll(Reviews, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (reviews, seed) =>
        {
            var shuffled = reviews.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, two) = (Matcher.Train(reviews), Matcher.Train(shuffled));
            foreach (var signature in Asked)
            {
                var (left, right) = (one.Of(signature, _ => Standing.Open), two.Of(signature, _ => Standing.Open));
                if (left is null != right is null || left is not null && left with { Others = [] } != right! with { Others = [] }) return false;
                if (left is not null && !left.Others.SequenceEqual(right!.Others)) return false;
                var (before, after) = (Lessons.From(reviews, Day, null), Lessons.From(shuffled, Day, null));
                if (before.Today(SignatureHash.Of(signature)) != after.Today(SignatureHash.Of(signature)) || before.ForbiddenPairs != after.ForbiddenPairs) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_may_not_be_answered_never_is()
    {
        Prop.ForAll(Reviews, Gen.Elements(Tasks).ToArbitrary(), (reviews, closed) =>
        {
            var matcher = Matcher.Train(reviews);
            return Asked.Select(signature => matcher.Of(signature, aim => aim.TaskId == closed ? Standing.Out : Standing.Open))
                .All(match => match is null || match.TaskId != closed && match.Confidence is > 0 and <= 0.95);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Two_thousand_examples_are_learned_in_an_instant()
    {
        var reviews = Enumerable.Range(0, Matcher.MaxExamples).Select(i => Review(
            Day.AddDays(-(i / 20)), i, Tasks[i % Tasks.Length], $"{Words[i % 10]} {Words[i / 10 % 10]} number {Words[i / 100 % 10]}")).ToArray();
        Matcher.Train(reviews);
        var best = Enumerable.Range(0, 3).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Matcher.Train(reviews).Examples.ShouldBe(Matcher.MaxExamples);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0} ms");

        // 200 ms on a quiet machine; what must never come back is time that grows with the square.
        best.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void Calibration_never_falls_and_follows_what_came_true()
    {
        Prop.ForAll(
            (from score in Gen.Choose(0, 100) from right in Gen.Elements(true, false) select (score / 100.0, right)).ListOf().ToArbitrary(),
            outcomes =>
            {
                var fitted = Isotonic.Fit([.. outcomes]);
                var scores = Enumerable.Range(0, 101).Select(i => fitted.Of(i / 100.0)).ToArray();
                return scores.Zip(scores.Skip(1)).All(pair => pair.First <= pair.Second) && scores.All(score => score is >= 0.05 and <= 0.95);
            }).QuickCheckThrowOnFailure();
        Isotonic.Fit([.. Enumerable.Repeat((0.9, false), 400)]).Of(0.9).ShouldBeLessThan(0.2);
        Isotonic.Fit([.. Enumerable.Repeat((0.9, false), Isotonic.Least - 1)]).Of(0.9).ShouldBe(Isotonic.Shared.Of(0.9));
    }

    [Fact]
    public void A_no_is_remembered_for_sixty_days_and_a_yes_takes_it_back()
    {
        var no = Review(Day, 1, Tasks[1], "ledger of harbour", from: Tasks[0]);
        var hash = no.Contexts[0].Hash;
        Lessons.From([no], Day.AddDays(60), null).Forbids(hash, Tasks[0]).ShouldBeTrue();
        Lessons.From([no], Day.AddDays(61), null).Forbids(hash, Tasks[0]).ShouldBeFalse();
        Lessons.From([no], Day, null).Forbids(hash, Tasks[1]).ShouldBeFalse();
        var yes = Review(Day.AddDays(1), 2, Tasks[0], "ledger of harbour", from: Tasks[0], verb: ReviewVerb.Confirm);
        Lessons.From([no, yes], Day.AddDays(2), null).Forbids(hash, Tasks[0]).ShouldBeFalse();
        var generic = Review(Day, 3, Tasks[1], "Calc", from: Tasks[0]);
        Lessons.From([generic], Day, null).ForbiddenPairs.ShouldBe(0);
    }

    [Fact]
    public void Examples_for_a_model_are_few_near_recent_and_of_many_candidates()
    {
        var lessons = Lessons.From([.. Week(40), Review(Day.AddDays(-70), 99, Tasks[5], "ledger of harbour")], Day, null);
        var shown = FewShot.For(lessons, [Signature("Calc", "ledger of harbour")], _ => true);
        shown.Count.ShouldBeLessThanOrEqualTo(FewShot.Most);
        shown[0].Meaning.TaskId.ShouldBe(Tasks[0]);
        shown.GroupBy(example => example.Meaning.Target).ShouldAllBe(group => group.Count() <= FewShot.MostOfOne);
        shown.ShouldNotContain(example => example.Meaning.TaskId == Tasks[5]);
        FewShot.For(lessons, [Signature("Calc", "ledger of harbour")], task => task != Tasks[0]).ShouldNotContain(example => example.Meaning.TaskId == Tasks[0]);
    }

    [Fact]
    public void No_proposed_rule_is_of_an_app_alone_or_against_what_was_reviewed()
    {
        Prop.ForAll(Reviews, reviews =>
        {
            var standing = reviews.Select(Standing1).ToArray();
            return RuleFinder.Find(standing, Day, [], _ => true, new HashSet<Guid>()).All(proposal =>
                proposal.All.Count is 1 or 2 && proposal.All.Any(condition => condition.Field != RuleField.App)
                && proposal is { SupportBlocks: >= RuleFinder.LeastBlocks, SupportDays: >= RuleFinder.LeastDays, Precision: >= RuleFinder.AlmostAlways });
        }).QuickCheckThrowOnFailure();
        var apps = Enumerable.Range(0, 12).Select(i => Standing1(Review(Day.AddDays(-i), i, Tasks[0], ""))).ToArray();
        RuleFinder.Find(apps, Day, [], _ => true, new HashSet<Guid>()).ShouldBeEmpty();
    }

    [Fact]
    public void The_interval_of_few_cases_is_wide()
    {
        Wilson.Interval(0, 0).ShouldBe((0, 1));
        Wilson.Interval(10, 10).Low.ShouldBe(0.7225, 0.0005);
        Wilson.Interval(50, 50).Low.ShouldBe(0.9287, 0.0005);
        Wilson.Interval(5, 10).ShouldSatisfyAllConditions(interval => interval.Low.ShouldBe(0.2366, 0.0005), interval => interval.High.ShouldBe(0.7634, 0.0005));
    }

    private static readonly Signature[] Asked = [.. Words.SelectMany(one => Words.Take(3).Select(two => Signature("Calc", $"{one} {two}")))];

    private static Arbitrary<List<ReviewedSpan>> Reviews { get; } = (
        from count in Gen.Choose(0, 80)
        from items in (
            from ago in Gen.Choose(0, 30)
            from task in Gen.Choose(0, Tasks.Length - 1)
            from proposed in Gen.Choose(-1, Tasks.Length - 1)
            from one in Gen.Elements(Words)
            from two in Gen.Elements(Words)
            from verb in Gen.Elements(ReviewVerb.Confirm, ReviewVerb.Correct, ReviewVerb.Dismiss, ReviewVerb.Write)
            select (ago, task, proposed, title: $"{one} {two}", verb)).ListOf(count)
        select items.Select((item, i) => Review(
            Day.AddDays(-item.ago), i, Tasks[item.task], item.title, item.proposed < 0 ? null : Tasks[item.proposed], item.verb)).ToList()).ToArbitrary();

    /// <summary>Sheets for one task, pages for another, in turn.</summary>
    private static ReviewedSpan[] Week(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 2 == 0
            ? Review(Day.AddDays(-1 - i / 4), i, Tasks[0], "ledger of harbour")
            : Review(Day.AddDays(-1 - i / 4), i, Tasks[1], "gallery webhook payload"))];

    private static ReviewedSpan Review(DateOnly day, int number, Guid task, string title, Guid? from = null, ReviewVerb verb = ReviewVerb.Correct)
    {
        var signature = Signature("Calc", title);
        var proposed = from is null ? Meaning.Nothing : new Meaning(BlockKind.Work, Project, from);
        return new ReviewedSpan(
            new Guid(number + 1, 7, 7, new byte[8]), day, new DateTimeOffset(day, new TimeOnly(18, 0), TimeSpan.Zero).AddSeconds(number), verb, proposed,
            new Meaning(BlockKind.Work, Project, task), true, [new ReviewedContext(signature, 600_000, SignatureHash.Of(signature))]);
    }

    private static Reviewed Standing1(ReviewedSpan span)
    {
        var review = new ReviewEvent(1, span.Id, span.Day, span.Id, span.Verb, span.At, 0, 600_000, span.From, 0.5, LabelStage.None, null, span.To, span.Contexts, null);
        return new Reviewed(review, review, true);
    }

    private static Signature Signature(string app, string title) => new(app, "", "", "", "", "", title, "", false);
}
