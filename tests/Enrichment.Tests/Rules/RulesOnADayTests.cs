using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Tests.Samples;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Rules;

/// <summary>Rules against a sample day.</summary>
public sealed class RulesOnADayTests
{
    private static readonly SampleWeek Week = SampleDays.Tracker("consultant");

    private static readonly Condition Slack = new(RuleField.App, RuleOp.Equals, "slack");

    internal static LabelRule Rule(Effect then, Condition[] all, RuleScope scope = RuleScope.User, int priority = 0, Condition[]? not = null) =>
        new(SampleDays.Id(string.Join('|', all.Select(condition => condition.Value)) + scope + then), 1, "a rule", scope, true, priority, DateTimeOffset.UnixEpoch, all, not ?? [], then);

    private static DayBlocks Derive(params LabelRule[] rules)
    {
        var day = Week.Clock.Of(new DateOnly(2026, 3, 2));
        return DayDerivation.Blocks(new DayInputs(1, day, Week.Clock, Week.Of(day), Week.Catalog, rules));
    }

    private static Effect To(string project) => new(ProjectId: SampleDays.Id(project));

    private static long Time(DayBlocks day, string project) =>
        day.Blocks.Where(block => block.ProjectId == SampleDays.Id(project)).Sum(block => block.DurationMs);

    [Fact]
    public void A_rule_gives_its_app_to_a_project_and_stands_in_the_evidence()
    {
        var rule = Rule(To("Quarry"), [Slack]);
        var day = Derive(rule);
        Time(day, "Quarry").ShouldBeGreaterThan(Time(Derive(), "Quarry") + 10 * 60_000);
        var block = day.Blocks.First(block => block.Stage == LabelStage.Rule);
        block.Evidence[0].RuleId.ShouldBe($"{rule.Id:d}@1");
        block.Confidence.ShouldBe(0.95);
    }

    [Fact]
    public void A_persons_rule_comes_before_hard_evidence_and_a_workspaces_after_it()
    {
        var repository = new Condition(RuleField.Repository, RuleOp.Equals, "tundra-gateway");
        var harbor = Time(Derive(), "Harbor");
        Time(Derive(Rule(To("Harbor"), [repository])), "Harbor").ShouldBeGreaterThan(harbor + 60_000);
        Time(Derive(Rule(To("Harbor"), [repository], RuleScope.Workspace)), "Harbor").ShouldBe(harbor);
    }

    [Fact]
    public void Priority_comes_before_specificity_and_specificity_before_age()
    {
        var narrow = Rule(To("Quarry"), [Slack, new Condition(RuleField.Title, RuleOp.Contains, "northpier")]);
        var wide = Rule(To("Harbor"), [Slack]);
        Time(Derive(narrow, wide), "Quarry").ShouldBe(Time(Derive(narrow), "Quarry"));
        Time(Derive(narrow, wide with { Priority = 1 }), "Quarry").ShouldBe(Time(Derive(wide), "Quarry"));
    }

    [Fact]
    public void A_rule_can_make_time_personal_or_private_and_then_nothing_is_attributed()
    {
        var mail = new Condition(RuleField.App, RuleOp.Equals, "Mail");
        var personal = Derive(Rule(new Effect(BlockKind.Personal, "personal/letters"), [mail]));
        personal.Blocks.ShouldContain(block => block.Category == "personal/letters" && block.ProjectId == null && block.Description == "");
        var ignored = Derive(Rule(new Effect(Ignore: true), [mail])).Blocks.First(block => block.Kind == BlockKind.Private);
        (ignored.Description, ignored.Category, ignored.Alternatives.Count).ShouldBe(("", "private", 0));
    }

    [Fact]
    public void A_disabled_rule_and_one_with_a_broken_pattern_say_nothing()
    {
        var nothing = DayDerivation.Digest(Derive());
        DayDerivation.Digest(Derive(Rule(To("Quarry"), [Slack]) with { Enabled = false })).ShouldBe(nothing);
        DayDerivation.Digest(Derive(Rule(To("Quarry"), [new Condition(RuleField.App, RuleOp.Regex, "(")]))).ShouldBe(nothing);
    }

    [Fact]
    public void Two_rules_of_one_rank_that_disagree_are_shown_as_a_conflict_and_never_sure()
    {
        var quarry = Rule(To("Quarry"), [Slack]);
        var harbor = Rule(To("Harbor"), [Slack]) with { UpdatedAt = DateTimeOffset.UnixEpoch.AddDays(1) };
        var blocks = Derive(quarry, harbor).Blocks.Where(block => block.Stage == LabelStage.Rule).ToArray();
        blocks.ShouldNotBeEmpty();
        blocks.ShouldAllBe(block => block.ProjectId == SampleDays.Id("Harbor") && block.Confidence <= 0.60);
        blocks.ShouldAllBe(block => block.Alternatives.Any(other => other.ProjectId == SampleDays.Id("Quarry") && other.WhyNot == "conflict"));
        Derive(quarry, harbor with { Priority = 1 }).Blocks.First(block => block.Stage == LabelStage.Rule).Confidence.ShouldBe(0.95);
    }

    [Fact]
    public void A_title_that_is_never_stored_stands_in_no_description()
    {
        var before = Derive(Rule(To("Quarry"), [Slack])).Blocks.First(block => block.Stage == LabelStage.Rule);
        var after = Derive(Rule(To("Quarry") with { NeverStoreTitle = true }, [Slack])).Blocks.First(block => block.Stage == LabelStage.Rule);
        before.Description.ShouldContain("northpier", Case.Insensitive);
        after.Description.ShouldBe("Slack");
    }

    [Fact]
    public void A_rule_may_hold_at_some_hours_only()
    {
        var always = Time(Derive(Rule(To("Quarry"), [Slack])), "Quarry");
        Time(Derive(Rule(To("Quarry"), [Slack, new Condition(RuleField.Time, RuleOp.Equals, "00:00-23:59")])), "Quarry").ShouldBe(always);
        Time(Derive(Rule(To("Quarry"), [Slack, new Condition(RuleField.Weekday, RuleOp.Equals, "1")])), "Quarry").ShouldBe(always);
        Time(Derive(Rule(To("Quarry"), [Slack, new Condition(RuleField.Weekday, RuleOp.Equals, "2-7")])), "Quarry").ShouldBe(Time(Derive(), "Quarry"));
    }
}
