using Daybook.Enrichment.Labelling;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Continuity;

/// <summary>What a moment of a day may have been for: nothing in particular, a project as a whole, a task. Numbered, so that sums are arrays.</summary>
internal sealed class Purposes
{
    public const int Nothing = 0;

    private readonly Dictionary<Guid, int> indexes = [];

    /// <summary>Only what something of the day speaks of: a task that has nothing to do with the day cannot change it.</summary>
    /// <param name="remembered">Tasks that things of the day were for on other days.</param>
    public Purposes(Candidates candidates, IReadOnlyCollection<Context> contexts, IReadOnlySet<Guid> remembered)
    {
        var said = contexts.SelectMany(context => context.Fresh.Concat(context.Branch)).ToHashSet(StringComparer.Ordinal);
        var named = contexts.Select(context => context.Label.TaskId).OfType<Guid>().ToHashSet();
        Tasks = [.. candidates.Tasks.Where(task => named.Contains(task.Id) || remembered.Contains(task.Id) || Words.Of(task.Title).Any(said.Contains))];
        var projects = contexts.Select(context => context.Label.ProjectId).OfType<Guid>().Concat(Tasks.Select(task => task.ProjectId)).ToHashSet();
        Projects = [.. candidates.Projects.Where(project => projects.Contains(project.Id))];
        foreach (var project in Projects) indexes.Add(project.Id, indexes.Count + 1);
        foreach (var task in Tasks) indexes.Add(task.Id, indexes.Count + 1);
        ProjectOf = [-1, .. Projects.Select((_, i) => i), .. Tasks.Select(task => indexes.GetValueOrDefault(task.ProjectId) - 1)];
        Count = ProjectOf.Length;
    }

    public IReadOnlyList<ProjectInfo> Projects { get; }

    public IReadOnlyList<TaskInfo> Tasks { get; }

    public int Count { get; }

    /// <summary>The place of each purpose's project in <see cref="Projects"/>; −1 without.</summary>
    public int[] ProjectOf { get; }

    public int FirstTask => Projects.Count + 1;

    public int Of(Guid? projectId, Guid? taskId) => (taskId ?? projectId) is { } id ? indexes.GetValueOrDefault(id, Nothing) : Nothing;

    /// <summary>The project or task; not of <see cref="Nothing"/>.</summary>
    public Guid IdOf(int purpose) => purpose < FirstTask ? Projects[purpose - 1].Id : Task(purpose).Id;

    public TaskInfo Task(int purpose) => Tasks[purpose - FirstTask];
}
