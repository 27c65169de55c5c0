using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Entries;

/// <summary>The names of projects and tasks that entries point to.</summary>
internal sealed class RefBook(IReadOnlyDictionary<Guid, ProjectRef> projects, IReadOnlyDictionary<Guid, TaskRef> tasks)
{
    private const string Grey = "#808080";

    public ProjectRef? Project(Guid? id) =>
        id is not { } known ? null : projects.TryGetValue(known, out var project) ? project : new ProjectRef(known, "", Grey);

    public TaskRef? Task(Guid? id) =>
        id is not { } known ? null : tasks.TryGetValue(known, out var task) ? task : new TaskRef(known, "", "");
}

/// <summary>Looks the names up.</summary>
internal sealed class RefBooks(CatalogQueries catalog)
{
    public async Task<RefBook> ForAsync(int userId, IEnumerable<TimeEntry> entries, CancellationToken ct)
    {
        var known = await catalog.ForUserAsync(userId, ct);
        var projects = known.Projects.ToDictionary(project => project.Id, Ref);
        var tasks = known.Tasks.ToDictionary(task => task.Id, Ref);

        // What time can no longer be attributed to (archived, closed) is still named where it once was.
        foreach (var label in entries.Select(entry => entry.Label))
        {
            if (label.ProjectId is { } project && !projects.ContainsKey(project))
                projects[project] = await catalog.FindProjectAsync(userId, project, ct) is { } found ? Ref(found) : new RefBook(projects, tasks).Project(project)!;
            if (label.TaskId is { } task && !tasks.ContainsKey(task))
                tasks[task] = await catalog.FindTaskAsync(userId, task, ct) is { } found ? Ref(found) : new RefBook(projects, tasks).Task(task)!;
        }

        return new RefBook(projects, tasks);
    }

    private static ProjectRef Ref(ProjectInfo project) => new(project.Id, project.Name, project.Color);

    private static TaskRef Ref(TaskInfo task) => new(task.Id, task.Key, task.Title);
}
