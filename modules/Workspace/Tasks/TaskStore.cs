using Dapper;
using Npgsql;

namespace Daybook.Workspace.Tasks;

/// <summary>The fields of a task. Source and external id only for tasks that a connector brought.</summary>
internal sealed record TaskFields
{
    public Guid ProjectId { get; init; }
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public string[] Labels { get; init; } = [];
    public string? Url { get; init; }
    public int? AssigneeId { get; init; }
    public int? EstimateMinutes { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }

    public bool SameAs(TaskFields other) => this with { Labels = [] } == other with { Labels = [] } && Labels.SequenceEqual(other.Labels);
}

/// <summary>Writes workspace.task. Keys are unique in a project; a deleted task keeps its row, because past time still names it.</summary>
internal sealed class TaskStore(TimeProvider time)
{
    public async Task<Guid> AddAsync(NpgsqlTransaction tx, TaskFields task, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertTask, Row(id, task), tx, cancellationToken: ct));
        return id;
    }

    /// <summary>The task in a project the person is a member of, locked; null when there is none such.</summary>
    public Task<TaskFields?> LockAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<TaskFields>(new CommandDefinition(LockTask, new { userId, id }, tx, cancellationToken: ct));

    public Task UpdateAsync(NpgsqlTransaction tx, Guid id, TaskFields task, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateTask, Row(id, task), tx, cancellationToken: ct));

    public Task DeleteAsync(NpgsqlTransaction tx, Guid id, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteTask, new { id, Now = time.GetUtcNow() }, tx, cancellationToken: ct));

    public static bool IsKeyTaken(PostgresException error) => string.Equals(error.ConstraintName, "task_key", StringComparison.Ordinal);

    private object Row(Guid id, TaskFields task) => new
    {
        id, task.ProjectId, task.Key, task.Title, task.Status, task.Labels, task.Url, task.AssigneeId, task.EstimateMinutes, task.Source, task.ExternalId,
        Open = TaskWords.IsOpen(task.Status), Now = time.GetUtcNow(),
    };

    private const string InsertTask = """
        insert into workspace.task
            (id, workspace_id, project_id, key, title, status, labels, url, assignee_id, estimate_minutes, source, external_id, created_at, closed_at)
        select @id, p.workspace_id, p.id, @Key, @Title, @Status, @Labels, @Url, @AssigneeId, @EstimateMinutes, @Source, @ExternalId, @Now,
            case when @Open then null else @Now end
        from workspace.project p where p.id = @ProjectId
        """;

    private const string LockTask = """
        select t.project_id, t.key, t.title, t.status, t.labels, t.url, t.assignee_id, t.estimate_minutes, t.source, t.external_id
        from workspace.task t
        join workspace.project_access a on a.project_id = t.project_id and a.user_id = @userId
        where t.id = @id and t.deleted_at is null
        for update of t
        """;

    private const string UpdateTask = """
        update workspace.task set project_id = @ProjectId, key = @Key, title = @Title, status = @Status, labels = @Labels, url = @Url,
            assignee_id = @AssigneeId, estimate_minutes = @EstimateMinutes, source = @Source, external_id = @ExternalId,
            closed_at = case when @Open then null else coalesce(closed_at, @Now) end
        where id = @id
        """;

    private const string DeleteTask = "update workspace.task set deleted_at = @Now where id = @id";
}
