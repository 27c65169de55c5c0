using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Labelling;

/// <summary>Weighs the evidence of one context: keys before mappings before words. Evidence that disagrees is kept and makes the answer unsure.</summary>
internal sealed class Attributor(Candidates candidates)
{
    internal const double ConflictCap = 0.60;
    internal const double Shown = 0.35;

    private readonly WordEvidence words = new(candidates);

    /// <param name="projectId">A project that a rule already decided: only its tasks are considered.</param>
    public Attribution Attribute(Facts facts, Guid? projectId)
    {
        var keys = HardEvidence.Keys(facts, candidates);
        if (projectId is { } decided) keys.RemoveAll(hit => hit.ProjectId != decided);
        var repository = facts.InCall ? [] : HardEvidence.Repository(facts, candidates).Where(hit => projectId is null || hit.ProjectId == projectId).ToList();

        var named = keys.Where(hit => hit.TaskId is not null).ToArray();
        if (named.Length > 0) return Choose(named, repository);
        if (keys.Count > 0) return Choose([.. keys.DistinctBy(hit => hit.ProjectId)], repository);

        if (repository.Find(hit => hit.Signal == "repository-task") is { } mapped) return new Attribution(mapped, mapped.Confidence, [mapped], []);

        var project = repository.Count > 0 ? repository[^1] : words.Project(facts);
        var scope = projectId ?? project?.ProjectId;
        var spoken = facts.InCall ? [] : words.Tasks(facts, scope);
        if (spoken.Count > 0 && spoken[0].Confidence >= WordEvidence.Least) return Spoken(spoken, project);

        if (repository.Find(hit => hit.TaskId is not null) is { } working)
        {
            return new Attribution(working, working.Confidence, [working, repository[^1]], Others(spoken, working, "fewer-words"));
        }

        if (project is null) return new Attribution(null, 0, [], Others(spoken, null, "not-enough-words"));
        return new Attribution(project, project.Confidence, [project], Others(spoken, project, "not-enough-words"));
    }

    private static Attribution Spoken(List<Hit> spoken, Hit? project) =>
        new(spoken[0], spoken[0].Confidence, project is null ? [spoken[0]] : [spoken[0], project], Others(spoken, spoken[0], "fewer-words"));

    private Attribution Choose(IReadOnlyList<Hit> hits, List<Hit> repository)
    {
        var home = repository.Count > 0 ? repository[^1].ProjectId : (Guid?)null;
        var ordered = hits.OrderByDescending(hit => hit.Confidence)
            .ThenByDescending(hit => hit.ProjectId == home)
            .ThenByDescending(hit => hit.TaskId is { } id && candidates.Task(id) is { } task && Candidates.InProgress(task))
            .ThenBy(hit => hit.Value, StringComparer.Ordinal).ThenBy(hit => hit.TaskId).ToArray();
        var chosen = ordered[0];
        var elsewhere = home is not null && home != chosen.ProjectId;
        var conflict = ordered.Length > 1 || elsewhere;
        var confidence = conflict ? Math.Min(ConflictCap, chosen.Confidence) : chosen.Confidence;
        var support = new List<Hit> { chosen };
        if (!elsewhere && repository.Count > 0) support.Add(repository[^1]);
        var rejected = ordered.Skip(1).ToList();
        if (elsewhere) rejected.Add(repository[^1]);
        return new Attribution(chosen, confidence, support, Others(rejected, chosen, "conflict"));
    }

    private static Alternative[] Others(IEnumerable<Hit> hits, Hit? chosen, string whyNot) =>
        [.. hits.Where(hit => hit.TaskId != chosen?.TaskId || hit.ProjectId != chosen?.ProjectId).Take(3)
            .Select(hit => new Alternative(hit.ProjectId, hit.TaskId, hit.Confidence, hit.Signal, whyNot))];
}
