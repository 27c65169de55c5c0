using Daybook.Enrichment.Labelling;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Continuity;

/// <summary>What a moment of a day may have been for: nothing in particular, a project as a whole, a task. Numbered, so that sums are arrays.</summary>
internal sealed class Purposes
{
    public const int Nothing = 0;

    private readonly Dictionary<Guid, int> indexes = [];

    public Purposes(Candidates candidates)
    {
        Projects = [.. candidates.Projects.Where(project => !project.Archived || candidates.TasksOf(project.Id).Any())];
        Tasks = candidates.Tasks;
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

    public TaskInfo Task(int purpose) => Tasks[purpose - FirstTask];
}
