using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Rules;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.RuleBook;

internal sealed record RuleProject(Guid Id, string Name, string Color);

internal sealed record RuleTask(Guid Id, string Key, string Title);

internal sealed record RuleConditionView(RuleField Field, RuleOp Op, string Value);

internal sealed record RuleWhenView(IReadOnlyList<RuleConditionView> All, IReadOnlyList<RuleConditionView> Not);

internal sealed record RuleThenView(BlockKind? Kind, string? Category, RuleProject? Project, RuleTask? Task, bool Stop, bool Ignore, bool NeverSend, bool NeverStoreTitle);

/// <summary>The rule does not count for the caller: of so many reviewed hits so many were corrected. POST …/resume lets it count again.</summary>
internal sealed record SuspendedView(int Hits, int Corrections, DateTimeOffset SuspendedAt);

/// <summary>A rule as the API shows it. Conflicts: rules of the same rank that speak of the same time and decide differently.</summary>
internal sealed record RuleView(
    Guid Id, int Version, string Name, RuleScope Scope, bool Enabled, int Priority, RuleWhenView When, RuleThenView Then,
    IReadOnlyList<Guid> ConflictsWith, int Specificity, [property: System.Text.Json.Serialization.JsonPropertyName("hits_30d")] int Hits30Days, DateTimeOffset UpdatedAt)
{
    /// <summary>The run that a change began over the caller's days; null in lists.</summary>
    public Guid? RunId { get; init; }

    public SuspendedView? Suspended { get; init; }

    public static RuleView Of(LabelRule rule, Catalog catalog, IEnumerable<Guid> conflicts, int hits)
    {
        var task = catalog.Tasks.FirstOrDefault(task => task.Id == rule.Then.TaskId);
        var project = catalog.Projects.FirstOrDefault(project => project.Id == (rule.Then.ProjectId ?? task?.ProjectId));
        return new RuleView(
            rule.Id, rule.Version, rule.Name, rule.Scope, rule.Enabled, rule.Priority, new RuleWhenView(Views(rule.All), Views(rule.Not)),
            new RuleThenView(
                rule.Then.Kind, rule.Then.Category, project is null ? null : new RuleProject(project.Id, project.Name, project.Color),
                task is null ? null : new RuleTask(task.Id, task.Key, task.Title), rule.Then.Stop, rule.Then.Ignore,
                rule.Then.NeverSend, rule.Then.NeverStoreTitle),
            [.. conflicts], rule.Specificity, hits, rule.UpdatedAt);
    }

    private static RuleConditionView[] Views(IEnumerable<Condition> conditions) =>
        [.. conditions.Select(condition => new RuleConditionView(condition.Field, condition.Op, condition.Value))];
}

internal sealed record RuleConditionBody(string? Field, string? Op, string? Value);

internal sealed record RuleWhenBody(IReadOnlyList<RuleConditionBody>? All, IReadOnlyList<RuleConditionBody>? Not = null);

/// <param name="Kind">work, neutral, personal or private.</param>
/// <param name="Category">A path, "work/code".</param>
/// <param name="NeverSend">No model is asked about what matches.</param>
/// <param name="NeverStoreTitle">The titles of what matches stand in nothing that is derived.</param>
internal sealed record RuleThenBody(
    string? Kind = null, string? Category = null, Guid? ProjectId = null, Guid? TaskId = null, bool Stop = false, bool Ignore = false,
    bool NeverSend = false, bool NeverStoreTitle = false);

/// <param name="Scope">user or workspace.</param>
/// <param name="Apply">from_now: the change holds from today on. past: for all days, and those of the last <paramref name="ApplyDays"/> are derived again.</param>
/// <param name="ApplyDays">1 to 365; 30 when nothing is said.</param>
internal sealed record RuleBody(
    string? Name, string? Scope, int? Priority, bool? Enabled, RuleWhenBody? When, RuleThenBody? Then, string? Apply = null, int? ApplyDays = null);
