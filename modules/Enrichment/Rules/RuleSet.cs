using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Rules;

/// <summary>What the rules say of a subject: for each part of a label the first rule that speaks of it, and who that was.</summary>
internal sealed record Ruling(
    BlockKind? Kind, string? Category, LabelRule? CategoryBy, Guid? ProjectId, Guid? TaskId, LabelRule? AttributedBy, bool Ignore, LabelRule? KindBy)
{
    public static readonly Ruling Silent = new(null, null, null, null, null, null, false, null);

    /// <summary>A rule keeps the context from models.</summary>
    public bool NeverSend { get; init; }

    /// <summary>A rule keeps the context's title from what is derived.</summary>
    public bool NeverStoreTitle { get; init; }

    /// <summary>Rules of the deciding rule's own rank that say another project or task: only the order of saving decided between them.</summary>
    public IReadOnlyList<LabelRule> Rivals { get; init; } = [];
}

/// <summary>
/// The rules that hold for a person on a day, in the order in which they are asked:
/// whose they are, their explicit priority, how narrow they are, the newest, the id.
/// </summary>
internal sealed class RuleSet
{
    private readonly CompiledRule[] rules;

    public RuleSet(IEnumerable<LabelRule> own)
    {
        rules = [.. own.Where(rule => rule.Enabled && rule.All.Concat(rule.Not).All(condition => CompiledRule.Fault(condition) is null))
            .OrderBy(rule => rule.Scope).ThenByDescending(rule => rule.Priority).ThenByDescending(rule => rule.Specificity)
            .ThenByDescending(rule => rule.UpdatedAt).ThenBy(rule => rule.Id).Select(rule => new CompiledRule(rule))];
        AskWhen = rules.Any(rule => rule.AsksWhen);
        AskDevice = rules.Any(rule => rule.AsksDevice);
    }

    /// <summary>Whether a rule asks for the weekday or the time: then one context may be two labels.</summary>
    public bool AskWhen { get; }

    public bool AskDevice { get; }

    public Ruling Judge(Subject subject)
    {
        var ruling = Ruling.Silent;
        foreach (var rule in rules)
        {
            if (!rule.Matches(subject)) continue;
            ruling = Fill(ruling, rule.Rule);
            if (rule.Rule.Then.Stop) break;
        }

        return ruling;
    }

    /// <summary>The rules that match, first asked first, whatever they decide.</summary>
    public IEnumerable<LabelRule> Matching(Subject subject) => rules.Where(rule => rule.Matches(subject)).Select(rule => rule.Rule);

    private static Ruling Fill(Ruling ruling, LabelRule rule)
    {
        var then = rule.Then;
        if (then.NeverSend) ruling = ruling with { NeverSend = true };
        if (then.NeverStoreTitle) ruling = ruling with { NeverStoreTitle = true };
        if (ruling.AttributedBy is { } chosen && chosen.Rank == rule.Rank && Conflicts.Attribute(chosen.Then, then)) ruling = ruling with { Rivals = [.. ruling.Rivals, rule] };
        if (ruling.Kind is null && !ruling.Ignore && (then.Kind is not null || then.Ignore))
        {
            ruling = ruling with { Kind = then.Kind, KindBy = rule, Ignore = then.Ignore };
        }

        if (ruling.Category is null && then.Category is not null) ruling = ruling with { Category = then.Category, CategoryBy = rule };
        if (ruling.AttributedBy is null && (then.ProjectId ?? then.TaskId) is not null)
        {
            ruling = ruling with { ProjectId = then.ProjectId, TaskId = then.TaskId, AttributedBy = rule };
        }

        return ruling;
    }
}
