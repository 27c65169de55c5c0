using Daybook.Kernel.Database;

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

/// <summary>Everything time can be attributed to for one person. Ordered by id: the same content is the same list.</summary>
public sealed record Catalog(
    IReadOnlyList<ProjectInfo> Projects, IReadOnlyList<TaskInfo> Tasks, IReadOnlyList<RepositoryInfo> Repositories);

/// <summary>Which words of foreign trackers mean that a task is closed or being worked on.</summary>
public static class TaskStatuses
{
    private static readonly HashSet<string> Closed = new(StringComparer.OrdinalIgnoreCase)
        { "done", "closed", "completed", "cancelled", "canceled", "archived", "resolved", "merged" };

    private static readonly HashSet<string> Working = new(StringComparer.OrdinalIgnoreCase)
        { "in progress", "in_progress", "in-progress", "doing", "started", "in review", "in_review" };

    public static bool IsOpen(string status) => !Closed.Contains(status.Trim());

    public static bool InProgress(string status) => Working.Contains(status.Trim());
}

/// <summary>Reads projects, tasks and repositories. The feed <see cref="CatalogFeed"/> says they changed.</summary>
public sealed class CatalogQueries(Db db)
{
    public const string CatalogFeed = "workspace.catalog";

    public Task<Catalog> ForUserAsync(int userId, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The project when the person is a member of it, else null.</summary>
    public Task<ProjectInfo?> FindProjectAsync(int userId, Guid projectId, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The task when the person is a member of its project, else null.</summary>
    public Task<TaskInfo?> FindTaskAsync(int userId, Guid taskId, CancellationToken ct) => throw new NotImplementedException();
}
