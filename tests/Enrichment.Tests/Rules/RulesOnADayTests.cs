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

    internal static Rule Rule(Effect then, RuleScope scope = RuleScope.User, int priority = 0, params Condition[] all) =>
        new(SampleDays.Id(string.Join('|', all.Select(condition => condition.Value)) + scope + then), 1, "a rule", scope, true, priority, DateTimeOffset.UnixEpoch, all, [], then);

    private static DayBlocks Derive(params Rule[] rules)
    {
        var day = Week.Clock.Of(new DateOnly(2026, 3, 2));
        return DayDerivation.Blocks(new DayInputs(1, day, Week.Clock, Week.Of(day), Week.Catalog, rules));
    }

    private static long Time(DayBlocks day, string project) =>
        day.Blocks.Where(block => block.ProjectId == SampleDays.Id(project)).Sum(block => block.DurationMs);

    [Fact]
    public void A_rule_gives_its_app_to_a_project_and_stands_in_the_evidence()
    {
        var rule = Rule(new Effect(ProjectId: SampleDays.Id("Quarry")), all: new Condition(RuleField.App, RuleOp.Equals, "slack"));
        var day = Derive(rule);
        Time(day, "Quarry").ShouldBeGreaterThan(Time(Derive(), "Quarry") + 10 * 60_000);
        var block = day.Blocks.First(block => block.Stage == LabelStage.Rule);
        block.Evidence[0].RuleId.ShouldBe($"{rule.Id:d}@1");
        block.Confidence.ShouldBe(0.95);
    }
}
