using Daybook.Enrichment.Spans;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Labelling;

/// <summary>What titles, files and branches say in words: tasks by the words of their titles, projects by their names.</summary>
internal sealed class WordEvidence
{
    internal const double ProjectName = 0.60;
    internal const double ProjectKeyInPath = 0.75;
    internal const double Best = 0.85;
    internal const double Least = 0.55;
    internal const double Margin = 0.10;

    /// <summary>A branch is often older than the work: what is looked at now says more.</summary>
    internal const double BranchWeight = 0.5;

    private readonly Candidates candidates;
    private readonly (TaskInfo Task, IReadOnlyList<string> Words)[] tasks;
    private readonly (ProjectInfo Project, string Name)[] names;

    public WordEvidence(Candidates candidates)
    {
        this.candidates = candidates;
        tasks = [.. candidates.Tasks.Select(task => (task, Words.Of(task.Title)))];
        names = [.. candidates.Projects.Where(project => !project.Archived && project.Name.Trim().Length >= 4).Select(project => (project, project.Name.Trim()))];
    }

    /// <summary>The one project a title, a meeting or an address names.</summary>
    public Hit? Project(Facts facts)
    {
        var named = names.Where(name => HasName(facts.Title, name.Name) || HasName(facts.Calendar, name.Name)).ToArray();
        if (named.Length == 1) return new Hit(named[0].Project.Id, null, ProjectName, "project-name", named[0].Name);
        if (named.Length > 1 || facts.Host.Length == 0) return null;
        var keys = facts.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= 2 && part.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)))
            .Select(candidates.ProjectByKey).OfType<ProjectInfo>().Distinct().ToArray();
        return keys.Length == 1 ? new Hit(keys[0].Id, null, ProjectKeyInPath, "project-key", keys[0].Key!) : null;
    }

    /// <summary>Tasks that share words with what was seen, best first. Within a project one rare word is enough; without, two and half the title.</summary>
    public List<Hit> Tasks(Facts facts, Guid? projectId)
    {
        var fresh = Spoken.Fresh(facts);
        var branch = Spoken.Branch(facts);
        if (fresh.Count + branch.Count == 0) return [];

        var scope = tasks.Where(task => projectId is null || task.Task.ProjectId == projectId).ToArray();
        var frequency = scope.SelectMany(task => task.Words).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var scored = new List<(TaskInfo Task, double Score, string Value)>();
        foreach (var (task, words) in scope)
        {
            var seen = words.Where(word => fresh.Contains(word) || branch.Contains(word)).ToArray();
            var rare = seen.Any(word => frequency[word] == 1 && word.Length >= 4);
            if (seen.Length == 0 || projectId is null && seen.Length < 2 || seen.Length == 1 && !rare) continue;
            var whole = words.Sum(word => 1.0 / frequency[word]);
            var share = seen.Sum(word => (fresh.Contains(word) ? 1.0 : BranchWeight) / frequency[word]) / whole;
            if (projectId is null && share < 0.5) continue;
            scored.Add((task, share, string.Join(' ', seen)));
        }

        scored.Sort((left, right) =>
        {
            var order = right.Score.CompareTo(left.Score);
            return order != 0 ? order : left.Task.Id.CompareTo(right.Task.Id);
        });
        return [.. Decided(scored).Select(item => new Hit(
            item.Task.ProjectId, item.Task.Id, Math.Round(Math.Clamp(item.Confidence, 0.35, Best), 2), "task-words", item.Value))];
    }

    /// <summary>A clear first is sure by its share; of near equals the one in progress comes first, and unsure.</summary>
    private static IEnumerable<(TaskInfo Task, double Confidence, string Value)> Decided(List<(TaskInfo Task, double Score, string Value)> scored)
    {
        if (scored.Count == 0) return [];
        var near = scored.TakeWhile(item => scored[0].Score - item.Score < Margin).ToArray();
        if (near.Length == 1) return scored.Select((item, i) => (item.Task, i == 0 ? Least + 0.3 * item.Score : 0.3 * item.Score, item.Value));
        var working = near.Where(item => Candidates.InProgress(item.Task)).ToArray();
        var first = working.Length == 1 ? working[0] : near[0];
        var confidence = working.Length == 1 ? 0.60 : 0.30;
        return scored.Where(item => item.Task.Id != first.Task.Id).Select(item => (item.Task, 0.3 * item.Score, item.Value)).Prepend((first.Task, confidence, first.Value));
    }

    private static bool HasName(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }

        return false;
    }
}
