using System.Globalization;
using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.DayViews;

/// <summary>One step of the cascade that had something to say about a block. Chosen: its word stands.</summary>
internal sealed record TraceStep(
    LabelStage Stage, string Signal, string Value, double? Confidence, Guid? RuleId, int? RuleVersion, Guid? ExampleId, Guid? CallId, bool Chosen);

/// <summary>Evidence in the order in which the cascade asks.</summary>
internal static class DecisionTrace
{
    private static readonly LabelStage[] Order =
        [LabelStage.User, LabelStage.Rule, LabelStage.Evidence, LabelStage.Matcher, LabelStage.Model, LabelStage.Continuity, LabelStage.None];

    public static IReadOnlyList<TraceStep> Of(Block block)
    {
        var chosen = Deciding(block);
        return [.. block.Evidence.OrderBy(why => Array.IndexOf(Order, StageOf(why))).ThenByDescending(why => why.Confidence ?? -1)
            .Select(why =>
            {
                var (rule, version) = RuleOf(why);
                return new TraceStep(StageOf(why), why.Signal, why.Value, why.Confidence, rule, version, why.ExampleId, why.CallId, ReferenceEquals(why, chosen));
            })];
    }

    /// <summary>What decided; null when nothing said what the time was for.</summary>
    public static Evidence? Deciding(Block block) => block.Evidence
        .OrderByDescending(why => StageOf(why) == block.Stage).ThenByDescending(why => why.RuleId is not null).ThenByDescending(why => why.Confidence ?? -1).FirstOrDefault();

    public static (Guid? Rule, int? Version) RuleOf(Evidence why) =>
        why.RuleId?.Split('@') is [var id, var version] && Guid.TryParse(id, out var rule)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (rule, number) : (null, null);

    private static LabelStage StageOf(Evidence why) => why.Signal switch
    {
        "decided-today" => LabelStage.User,
        "rule" => LabelStage.Rule,
        "matcher" => LabelStage.Matcher,
        "model" => LabelStage.Model,
        "continuity" or "neighbours" => LabelStage.Continuity,
        _ when why.Signal.StartsWith("category-", StringComparison.Ordinal) => LabelStage.None,
        _ => LabelStage.Evidence,
    };
}
