using Daybook.Enrichment.Spans;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Labelling;

/// <summary>What time of one day can be attributed to: the tasks that were open then, projects, repositories.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<Guid, ProjectInfo> projects;
    private readonly Dictionary<Guid, TaskInfo> tasks;
    private readonly ILookup<string, TaskInfo> byKey;
    private readonly ILookup<string, TaskInfo> closedByKey;
    private readonly ILookup<Guid, TaskInfo> byProject;
    private readonly Dictionary<string, ProjectInfo> projectKeys;
    private readonly Dictionary<string, RepositoryInfo> repositories;

    public Candidates(Catalog catalog, DateTimeOffset dayStart)
    {
        projects = catalog.Projects.ToDictionary(project => project.Id);
        var known = catalog.Tasks.Where(task => projects.ContainsKey(task.ProjectId)).OrderBy(task => task.Id).ToArray();
        var open = known.Where(task => task.IsOpen || task.ClosedAt >= dayStart).ToArray();
        tasks = open.ToDictionary(task => task.Id);
        byKey = open.ToLookup(task => task.Key, StringComparer.OrdinalIgnoreCase);
        closedByKey = known.Except(open).ToLookup(task => task.Key, StringComparer.OrdinalIgnoreCase);
        byProject = open.ToLookup(task => task.ProjectId);
        projectKeys = projects.Values.Where(project => !string.IsNullOrEmpty(project.Key)).OrderBy(project => project.Id)
            .GroupBy(project => project.Key!, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        repositories = catalog.Repositories.Where(repository => projects.ContainsKey(repository.ProjectId))
            .OrderBy(repository => repository.Repository, StringComparer.Ordinal)
            .GroupBy(repository => Repositories.Short(repository.Repository), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        RepositoryNames = repositories.Keys.ToHashSet(StringComparer.Ordinal);
        Projects = [.. projects.Values.OrderBy(project => project.Id)];
        Tasks = open;
    }

    public IReadOnlySet<string> RepositoryNames { get; }

    public IReadOnlyList<ProjectInfo> Projects { get; }

    public IReadOnlyList<TaskInfo> Tasks { get; }

    public ProjectInfo? Project(Guid id) => projects.GetValueOrDefault(id);

    public TaskInfo? Task(Guid id) => tasks.GetValueOrDefault(id);

    public IEnumerable<TaskInfo> TasksOf(Guid projectId) => byProject[projectId];

    public IEnumerable<TaskInfo> ByKey(string key) => byKey[key];

    public RepositoryInfo? Repository(string name) => name.Length > 0 ? repositories.GetValueOrDefault(name) : null;

    /// <summary>The project a key belongs to although no open task has it: a closed task's, or the one with that prefix.</summary>
    public ProjectInfo? ProjectOfKey(string key) =>
        closedByKey[key].FirstOrDefault() is { } closed ? Project(closed.ProjectId)
        : projectKeys.GetValueOrDefault(key[..key.LastIndexOf('-')]);

    public ProjectInfo? ProjectByKey(string projectKey) => projectKeys.GetValueOrDefault(projectKey);

    /// <summary>A task that was being worked on: it says so, or it was closed only later.</summary>
    public static bool InProgress(TaskInfo task) => task.InProgress || !task.IsOpen;

    /// <summary>The tasks of a repository: those whose labels name it when the project labels its tasks so, else all of its project.</summary>
    public IReadOnlyList<TaskInfo> TasksOf(RepositoryInfo repository)
    {
        var name = Repositories.Short(repository.Repository);
        var all = byProject[repository.ProjectId].ToArray();
        var labelled = all.Where(task => task.Labels.Any(label => Repositories.Short(label) == name)).ToArray();
        return labelled.Length > 0 ? labelled : all;
    }
}
