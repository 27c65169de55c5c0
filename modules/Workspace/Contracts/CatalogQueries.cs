using Dapper;
using Daybook.Kernel.Database;
using Daybook.Workspace.Checks;
using Daybook.Workspace.Tasks;

namespace Daybook.Workspace.Contracts;

/// <summary>A project the person is a member of.</summary>
public sealed record ProjectInfo(Guid Id, string Name, string? Key, string Color, bool TrackerEnabled, bool Archived);

/// <summary>A task of such a project. <paramref name="Status"/> is free text; <see cref="IsOpen"/> and <see cref="InProgress"/> judge it.</summary>
public sealed record TaskInfo(
    Guid Id, Guid ProjectId, string Key, string Title, string Status, IReadOnlyList<string> Labels, Guid? AssigneeId, DateTimeOffset? ClosedAt)
{
    public bool IsOpen => TaskStatuses.IsOpen(Status);
    public bool InProgress => TaskStatuses.InProgress(Status);
}

/// <summary>A repository's project and, when every minute in it is for one task, that task.</summary>
public sealed record RepositoryInfo(string Repository, Guid ProjectId, Guid? TaskId);

/// <summary>Everything time can be attributed to for one person, in all their workspaces. Ordered by id: the same content is the same list.</summary>
public sealed record Catalog(
    IReadOnlyList<ProjectInfo> Projects, IReadOnlyList<TaskInfo> Tasks, IReadOnlyList<RepositoryInfo> Repositories);

/// <summary>What projects and tasks are called, also archived and deleted ones: time keeps the name it was confirmed for.</summary>
public sealed record CatalogNames(IReadOnlyDictionary<Guid, ProjectInfo> Projects, IReadOnlyDictionary<Guid, TaskInfo> Tasks);

/// <summary>Reads projects, tasks and repositories. The feed <see cref="CatalogFeed"/> says they changed; estimates have one of their own.</summary>
public sealed class CatalogQueries(Db db)
{
    public const string CatalogFeed = Feeds.CatalogChanged;
    public const string EstimatesFeed = Feeds.EstimatesChanged;

    /// <summary>Archived projects and closed tasks are in it, too, so that past days can be labelled; deleted tasks are not.</summary>
    public async Task<Catalog> ForUserAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(CatalogRows.SelectAll, new { userId }, cancellationToken: ct));
        return new Catalog(
            [.. (await found.ReadAsync<CatalogRows.ProjectRow>()).Select(row => row.Info)],
            [.. (await found.ReadAsync<CatalogRows.TaskRow>()).Select(row => row.Info)],
            [.. (await found.ReadAsync<CatalogRows.RepositoryRow>()).Select(row => row.Info)]);
    }

    /// <summary>The project when the person is a member of it, else null.</summary>
    public async Task<ProjectInfo?> FindProjectAsync(int userId, Guid projectId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<CatalogRows.ProjectRow>(
            new CommandDefinition(CatalogRows.SelectProject, new { userId, projectId }, cancellationToken: ct)))?.Info;
    }

    /// <summary>The task when the person is a member of its project, else null.</summary>
    public async Task<TaskInfo?> FindTaskAsync(int userId, Guid taskId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<CatalogRows.TaskRow>(
            new CommandDefinition(CatalogRows.SelectTask, new { userId, taskId }, cancellationToken: ct)))?.Info;
    }

    /// <summary>How many minutes these tasks are expected to take; without those of which nobody said, or where the person is no member.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> EstimatesAsync(int userId, IReadOnlyCollection<Guid> taskIds, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<(Guid Id, int Minutes)>(new CommandDefinition(
            CatalogRows.SelectEstimates, new { userId, tasks = taskIds.ToArray() }, cancellationToken: ct))).ToDictionary(row => row.Id, row => row.Minutes);
    }

    /// <summary>Every project of a workspace, archived ones too. Nothing checks who asks.</summary>
    public async Task<IReadOnlyList<ProjectInfo>> OfWorkspaceAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<CatalogRows.ProjectRow>(
            new CommandDefinition(CatalogRows.SelectOfWorkspace, new { workspaceId }, cancellationToken: ct))).Select(row => row.Info)];
    }

    /// <summary>The workspace a project belongs to; null when there is no such project. Nothing checks who asks.</summary>
    public async Task<Guid?> WorkspaceOfAsync(Guid projectId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(CatalogRows.SelectWorkspace, new { projectId }, cancellationToken: ct));
    }

    /// <summary>
    /// The names of these ids, whatever became of them. For ids that stand in the person's own rows already: nothing checks
    /// that they are still a member.
    /// </summary>
    public async Task<CatalogNames> NamesAsync(IReadOnlyCollection<Guid> projectIds, IReadOnlyCollection<Guid> taskIds, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(
            CatalogRows.SelectNames, new { Projects = projectIds.ToArray(), Tasks = taskIds.ToArray() }, cancellationToken: ct));
        return new CatalogNames(
            (await found.ReadAsync<CatalogRows.ProjectRow>()).ToDictionary(row => row.Id, row => row.Info),
            (await found.ReadAsync<CatalogRows.TaskRow>()).ToDictionary(row => row.Id, row => row.Info));
    }
}

/// <summary>Which words of foreign trackers mean that a task is closed or being worked on.</summary>
public static class TaskStatuses
{
    public static bool IsOpen(string status) => TaskWords.IsOpen(status);

    public static bool InProgress(string status) => TaskWords.InProgress(status);
}
