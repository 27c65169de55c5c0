using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Rules;

/// <summary>Finds rules of one rank that speak of the same time and decide differently: the person should choose, not the order of saving.</summary>
internal static class Conflicts
{
    public static ILookup<Guid, Guid> Of(IReadOnlyList<LabelRule> rules)
    {
        var active = rules.Where(rule => rule.Enabled && rule.All.All(condition => CompiledRule.Fault(condition) is null)).ToArray();
        var found = new List<(Guid Rule, Guid Other)>();
        foreach (var rank in active.GroupBy(rule => rule.Rank))
        {
            var ranked = rank.OrderBy(rule => rule.Id).Select(rule => (Rule: rule, Compiled: new CompiledRule(rule), Probe: Probe(rule))).ToArray();
            for (var i = 0; i < ranked.Length; i++)
            {
                for (var k = i + 1; k < ranked.Length; k++)
                {
                    if (!Differ(ranked[i].Rule.Then, ranked[k].Rule.Then)) continue;
                    if (!ranked[i].Compiled.Matches(ranked[k].Probe) && !ranked[k].Compiled.Matches(ranked[i].Probe)) continue;
                    found.Add((ranked[i].Rule.Id, ranked[k].Rule.Id));
                    found.Add((ranked[k].Rule.Id, ranked[i].Rule.Id));
                }
            }
        }

        return found.ToLookup(pair => pair.Rule, pair => pair.Other);
    }

    /// <summary>Whether two rules say different things of the same time.</summary>
    public static bool Differ(Effect left, Effect right) =>
        left.Kind is not null && right.Kind is not null && left.Kind != right.Kind
        || left.Category is not null && right.Category is not null && left.Category != right.Category
        || Attribute(left, right)
        || left.Ignore != right.Ignore && (left.Ignore ? Decides(right) : Decides(left));

    /// <summary>Whether they name different projects or tasks.</summary>
    public static bool Attribute(Effect left, Effect right) =>
        (left.ProjectId ?? left.TaskId) is not null && (right.ProjectId ?? right.TaskId) is not null
        && (left.ProjectId != right.ProjectId || left.TaskId != right.TaskId);

    // A rule that only keeps a title from models or from being stored contradicts nothing.
    private static bool Decides(Effect effect) => effect.Kind is not null || effect.Category is not null || (effect.ProjectId ?? effect.TaskId) is not null;

    /// <summary>Something the rule would match, made of its own words.</summary>
    private static Subject Probe(LabelRule rule)
    {
        string Text(RuleField field) => string.Join(' ', rule.All.Where(condition => condition.Field == field && condition.Op != RuleOp.Regex)
            .Select(condition => condition.Op == RuleOp.Glob ? condition.Value.Replace('*', 'x').Replace('?', 'x') : condition.Value));

        var facts = new Facts(
            Text(RuleField.App), Text(RuleField.Bundle), Text(RuleField.Title), Text(RuleField.Host), Text(RuleField.Path), Text(RuleField.Repository),
            Text(RuleField.Branch), Text(RuleField.File), Text(RuleField.Command), Text(RuleField.Calendar), false, false)
        {
            Language = Text(RuleField.Language), Organiser = Text(RuleField.OrganiserDomain), Participants = Text(RuleField.ParticipantDomain),
        };
        var ticket = Text(RuleField.Ticket);
        return new Subject(facts, ticket.Length > 0 ? [ticket] : [], Text(RuleField.Device), 1, new TimeOnly(12, 0));
    }
}
