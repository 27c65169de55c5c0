using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Timesheet.Targets;

/// <summary>A stored target as it is listed.</summary>
internal sealed record TargetRow
{
    public Guid WorkspaceId { get; init; }
    public Guid TargetId { get; init; }
    public Guid? ProjectId { get; init; }
    public int? UserId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public int[] WeekMs { get; init; } = [];
}

/// <summary>The one writer of timesheet.target. One row for each level and first day.</summary>
internal sealed class TargetStore(Db db, TimeProvider time)
{
    public async Task<IReadOnlyList<TargetRow>> ListAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<TargetRow>(new CommandDefinition(List, new { workspaceId }, cancellationToken: ct))).AsList();
    }

    public async Task<TargetRow?> FindAsync(Guid workspaceId, Guid targetId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TargetRow>(new CommandDefinition(Find, new { workspaceId, targetId }, cancellationToken: ct));
    }

    /// <summary>Sets it, in the place of one of the same level and first day; answers the row's id.</summary>
    public async Task<Guid> SetAsync(TargetRow row, int setBy, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<Guid>(new CommandDefinition(Set, new
        {
            row.WorkspaceId, row.TargetId, row.ProjectId, row.UserId, row.ValidFrom, row.WeekMs, setBy, now = time.GetUtcNow(),
        }, cancellationToken: ct));
    }

    public async Task<bool> RemoveAsync(Guid workspaceId, Guid targetId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Remove, new { workspaceId, targetId }, cancellationToken: ct)) > 0;
    }

    /// <summary>Removes every row of a level; true when there was one.</summary>
    public async Task<bool> ClearAsync(Guid workspaceId, int? userId, Guid? projectId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Clear, new { workspaceId, userId, projectId }, cancellationToken: ct)) > 0;
    }

    private const string List = """
        select workspace_id, target_id, project_id, user_id, valid_from, week_ms from timesheet.target
        where workspace_id = @workspaceId
        order by user_id nulls first, project_id nulls first, valid_from desc
        """;

    private const string Find = """
        select workspace_id, target_id, project_id, user_id, valid_from, week_ms from timesheet.target
        where workspace_id = @workspaceId and target_id = @targetId
        """;

    private const string Set = """
        insert into timesheet.target (workspace_id, target_id, project_id, user_id, valid_from, week_ms, set_by, updated_at)
        values (@WorkspaceId, @TargetId, @ProjectId, @UserId, @ValidFrom, @WeekMs, @setBy, @now)
        on conflict on constraint target_once do update set week_ms = excluded.week_ms, set_by = excluded.set_by, updated_at = excluded.updated_at
        returning target_id
        """;

    private const string Remove = "delete from timesheet.target where workspace_id = @workspaceId and target_id = @targetId";

    private const string Clear = """
        delete from timesheet.target
        where workspace_id = @workspaceId and user_id is not distinct from @userId and project_id is not distinct from @projectId
        """;
}
