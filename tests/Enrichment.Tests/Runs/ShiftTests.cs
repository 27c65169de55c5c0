using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Runs;
using Daybook.Enrichment.Tests.Samples;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Runs;

public sealed class ShiftTests
{
    private static readonly Guid One = SampleDays.Id("one");
    private static readonly Guid Two = SampleDays.Id("two");

    private static Block Block(int from, int to, Guid? project, BlockKind kind = BlockKind.Work, string category = "work/code") => new(
        SampleDays.Id($"{from}-{to}-{project}"), from * 60_000L, to * 60_000L, kind, category, project, null, "", 1, LabelStage.Rule, [], []);

    private static ReviewedStretch Reviewed(int from, int to, Guid? project, bool dismissed = false) =>
        new(SampleDays.Id($"entry {from}"), from * 60_000L, to * 60_000L, dismissed, BlockKind.Work, project, null);

    [Fact]
    public void What_moved_is_counted_per_task_and_adds_up_to_nothing()
    {
        var shift = ShiftFinder.Between([Block(0, 60, One), Block(60, 90, null, BlockKind.Neutral)], [Block(0, 20, One), Block(20, 90, Two)], []);
        (shift.UnreviewedMs, shift.MovedMs, shift.FilledMs).ShouldBe((90 * 60_000L, 70 * 60_000L, 30 * 60_000L));
        shift.Tasks.Select(task => (task.ProjectId, (task.AfterMs - task.BeforeMs) / 60_000)).ShouldBe([(Two, 70), (One, -40), (null, -30)]);
        shift.Moves.Count.ShouldBe(2);
    }

    [Fact]
    public void Reviewed_time_moves_nowhere_and_disagrees_only_where_something_changed()
    {
        var shift = ShiftFinder.Between([Block(0, 60, One), Block(60, 90, One)], [Block(0, 60, Two), Block(60, 90, One)], [Reviewed(0, 30, One), Reviewed(30, 40, Two), Reviewed(60, 90, Two)]);
        (shift.UnreviewedMs, shift.MovedMs).ShouldBe((20 * 60_000L, 20 * 60_000L));
        var disagreement = shift.Disagreements.ShouldHaveSingleItem();
        (disagreement.Before.ProjectId, disagreement.After.ProjectId, disagreement.StartMs, disagreement.EndMs).ShouldBe((One, Two, 0L, 30 * 60_000L));
    }

    [Fact]
    public void A_category_alone_moves_no_time_but_is_shown()
    {
        var shift = ShiftFinder.Between([Block(0, 60, One)], [Block(0, 60, One, category: "work/docs")], []);
        (shift.MovedMs, shift.Tasks.Count, shift.Moves.Count).ShouldBe((0L, 0, 1));
    }

    private static readonly Occasion Past = new(Today: false, Asked: false, SeenAnew: false, SaidAnew: false, RulesChanged: true, Waits: false, Kept: false);

    [Theory]
    [InlineData(10, Passage.Pass)]
    [InlineData(11, Passage.Hold)]
    [InlineData(100, Passage.Hold)]
    public void A_tenth_of_a_past_day_moves_silently_and_no_more(int moved, object expected) =>
        Guard.Decide(Past, new DayShift(100, moved, 0, [], [], [])).ShouldBe((Passage)expected);

    [Fact]
    public void What_the_person_asked_for_and_what_is_new_of_the_day_itself_comes_through()
    {
        var all = new DayShift(100, 100, 0, [], [], []);
        Guard.Decide(Past with { Today = true }, all).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { Asked = true, Kept = true }, all).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { SeenAnew = true, Waits = true, Kept = true }, all).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { SaidAnew = true }, all).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { SaidAnew = true, Waits = true }, all).ShouldBe(Passage.Hold);
        Guard.Decide(Past with { SaidAnew = true, Kept = true }, all).ShouldBe(Passage.Keep);
    }

    [Fact]
    public void Naming_what_nobody_had_named_takes_nothing_away_unless_a_rule_does_it()
    {
        var filled = new DayShift(100, 50, 45, [], [], []);
        Guard.Decide(Past, filled).ShouldBe(Passage.Hold);
        Guard.Decide(Past with { RulesChanged = false }, filled).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { RulesChanged = false }, filled with { FilledMs = 30 }).ShouldBe(Passage.Hold);
    }

    [Fact]
    public void A_small_change_that_only_takes_away_is_a_rules_to_make()
    {
        var taken = new DayShift(100, 5, 0, [], [], []);
        Guard.Decide(Past with { RulesChanged = false }, taken).ShouldBe(Passage.Keep);
        Guard.Decide(Past, taken).ShouldBe(Passage.Pass);
        Guard.Decide(Past with { RulesChanged = false }, new DayShift(100, 0, 0, [], [], [])).ShouldBe(Passage.Pass);
    }
}
