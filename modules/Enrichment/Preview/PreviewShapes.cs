using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.DayViews;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.RunViews;

namespace Daybook.Enrichment.Preview;

/// <param name="Rule">As it would be saved.</param>
/// <param name="RuleId">The rule it would replace.</param>
/// <param name="Days">The latest days, 1 to 90; 30 when nothing is said.</param>
internal sealed record PreviewBody(RuleBody? Rule, Guid? RuleId = null, int? Days = null);

/// <summary>How another rule stands to this one where both match and decide differently. Tie: only the order of saving decides. Wins, loses: this one.</summary>
internal enum RuleRelation { Tie, Wins, Loses }

internal sealed record PreviewConflict(Guid RuleId, string Name, RuleRelation Relation, long DurationMs, IReadOnlyList<string> Samples);

internal sealed record PreviewMatch(string App, string Title, string Host, long DurationMs);

internal sealed record PreviewLabel(
    BlockKind Kind, string Category, Guid? ProjectId, Guid? TaskId, BlockProject? Project, BlockTask? Task, LabelStage Stage, double Confidence);

internal sealed record PreviewRow(DateOnly Date, DateTimeOffset Start, DateTimeOffset End, string Title, PreviewLabel Before, PreviewLabel After);

/// <summary>What a rule would change, were it saved for the past.</summary>
/// <param name="Days">The days that were looked at: those with something in them.</param>
/// <param name="Complete">False when time ran out before the older days.</param>
/// <param name="ObservedMs">Active time on these days.</param>
/// <param name="MatchedMs">How much of it the rule matches.</param>
/// <param name="ChangedMs">Unreviewed time that would count for something else.</param>
/// <param name="Tasks">Unreviewed time on the days that change, where it differs.</param>
internal sealed record PreviewAnswer(
    int Days, bool Complete, long ObservedMs, long MatchedMs, long ChangedMs, IReadOnlyList<TaskShiftView> Tasks, IReadOnlyList<PreviewMatch> Matches,
    IReadOnlyList<PreviewRow> Rows, IReadOnlyList<PreviewConflict> Conflicts, IReadOnlyList<DisagreementView> ReviewedDisagreements);
