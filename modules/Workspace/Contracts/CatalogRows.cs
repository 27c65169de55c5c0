namespace Daybook.Workspace.Contracts;

/// <summary>The catalog as it is read.</summary>
internal static class CatalogRows
{
    internal sealed record ProjectRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Key { get; init; }
        public string Color { get; init; } = "";
        public bool TrackerEnabled { get; init; }
        public bool Archived { get; init; }

        public ProjectInfo Info => new(Id, Name, Key, Color, TrackerEnabled, Archived);
    }

    internal sealed record TaskRow
    {
        public Guid Id { get; init; }
        public Guid ProjectId { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string Status { get; init; } = "";
        public string[] Labels { get; init; } = [];
        public Guid? AssigneeId { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }

        public TaskInfo Info => new(Id, ProjectId, Key, Title, Status, Labels, AssigneeId, ClosedAt);
    }

    internal sealed record RepositoryRow
    {
        public string Name { get; init; } = "";
        public Guid ProjectId { get; init; }
        public Guid? TaskId { get; init; }

        public RepositoryInfo Info => new(Name, ProjectId, TaskId);
    }

    public const string SelectAll = """
        select p.id, p.name, p.key, p.color, p.tracker_enabled, p.archived_at is not null as archived
        from workspace.project_access a join workspace.project p on p.id = a.project_id
        where a.user_id = @userId order by p.id;
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, u.id as assignee_id, t.closed_at
        from workspace.project_access a
        join workspace.task t on t.project_id = a.project_id and t.deleted_at is null
        left join workspace.user u on u.user_id = t.assignee_id
        where a.user_id = @userId order by t.id;
        select r.repository as name, r.project_id, r.task_id
        from workspace.project_access a join workspace.repository r on r.project_id = a.project_id
        where a.user_id = @userId order by r.repository collate "C", r.workspace_id
        """;

    public const string SelectProject = """
        select p.id, p.name, p.key, p.color, p.tracker_enabled, p.archived_at is not null as archived
        from workspace.project_access a join workspace.project p on p.id = a.project_id
        where a.user_id = @userId and p.id = @projectId
        """;

    public const string SelectOfWorkspace = """
        select id, name, key, color, tracker_enabled, archived_at is not null as archived
        from workspace.project where workspace_id = @workspaceId order by id
        """;

    public const string SelectWorkspace = "select workspace_id from workspace.project where id = @projectId";

    public const string SelectTask = """
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, u.id as assignee_id, t.closed_at
        from workspace.task t
        join workspace.project_access a on a.project_id = t.project_id and a.user_id = @userId
        left join workspace.user u on u.user_id = t.assignee_id
        where t.id = @taskId and t.deleted_at is null
        """;

    public const string SelectEstimates = """
        select t.id, t.estimate_minutes
        from workspace.task t
        join workspace.project_access a on a.project_id = t.project_id and a.user_id = @userId
        where t.id = any (@tasks) and t.deleted_at is null and t.estimate_minutes is not null
        """;

    public const string SelectNames = """
        select id, name, key, color, tracker_enabled, archived_at is not null as archived from workspace.project where id = any (@Projects);
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, u.id as assignee_id, t.closed_at
        from workspace.task t left join workspace.user u on u.user_id = t.assignee_id
        where t.id = any (@Tasks)
        """;
}
