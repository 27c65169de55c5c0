using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Labelling;

/// <summary>Keys and mappings: what leaves little to interpret.</summary>
internal static class HardEvidence
{
    internal const double KeyInBranch = 0.97;
    internal const double KeyInUrl = 0.97;
    internal const double KeyInTitle = 0.90;
    internal const double ForeignKey = 0.80;
    internal const double RepositoryTask = 0.90;
    internal const double RepositoryProject = 0.85;
    internal const double OneInProgress = 0.75;

    /// <summary>Tasks whose keys are named, strongest first; then projects whose keys are named with a number nobody knows.</summary>
    public static List<Hit> Keys(Facts facts, Candidates candidates)
    {
        var hits = new List<Hit>();
        Read(facts.Branch, "ticket-in-branch", KeyInBranch);
        Read(facts.Path, "ticket-in-url", KeyInUrl);
        Read(facts.Title, "ticket-in-title", KeyInTitle);
        Read(facts.Calendar, "ticket-in-calendar", KeyInTitle);
        return hits;

        void Read(string text, string signal, double confidence)
        {
            foreach (var key in TicketKeys.In(text))
            {
                var found = false;
                foreach (var task in candidates.ByKey(key))
                {
                    found = true;
                    if (hits.TrueForAll(hit => hit.TaskId != task.Id)) hits.Add(new Hit(task.ProjectId, task.Id, confidence, signal, key));
                }

                if (!found && candidates.ProjectOfKey(key) is { } project) hits.Add(new Hit(project.Id, null, ForeignKey, "ticket-of-project", key));
            }
        }
    }

    /// <summary>What the repository is mapped to: its one task, the one task in progress, else its project.</summary>
    public static IEnumerable<Hit> Repository(Facts facts, Candidates candidates)
    {
        if (candidates.Repository(facts.Repository) is not { } repository) yield break;
        if (repository.TaskId is { } mapped && candidates.Task(mapped) is { } task)
        {
            yield return new Hit(task.ProjectId, task.Id, RepositoryTask, "repository-task", facts.Repository);
            yield break;
        }

        var working = candidates.TasksOf(repository).Where(Candidates.InProgress).Take(2).ToArray();
        if (working.Length == 1) yield return new Hit(working[0].ProjectId, working[0].Id, OneInProgress, "one-in-progress", working[0].Key);
        yield return new Hit(repository.ProjectId, null, RepositoryProject, "repository", facts.Repository);
    }
}
