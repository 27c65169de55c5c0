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

/// <summary>Looks the names up: whatever became of a project or task, the time that was for it still says so.</summary>
internal sealed class RefBooks(CatalogQueries catalog)
{
    public async Task<RefBook> ForAsync(IEnumerable<TimeEntry> entries, CancellationToken ct)
    {
        var labels = entries.Select(entry => entry.Label).ToArray();
        var projects = labels.Select(label => label.ProjectId).OfType<Guid>().Distinct().ToArray();
        var tasks = labels.Select(label => label.TaskId).OfType<Guid>().Distinct().ToArray();
        if (projects.Length == 0 && tasks.Length == 0) return new RefBook(new Dictionary<Guid, ProjectRef>(), new Dictionary<Guid, TaskRef>());

        var names = await catalog.NamesAsync(projects, tasks, ct);
        return new RefBook(
            names.Projects.Values.ToDictionary(project => project.Id, project => new ProjectRef(project.Id, project.Name, project.Color)),
            names.Tasks.Values.ToDictionary(task => task.Id, task => new TaskRef(task.Id, task.Key, task.Title)));
    }
}
