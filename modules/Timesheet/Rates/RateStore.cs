using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Timesheet.Rates;

/// <summary>The one writer of timesheet.rate.</summary>
internal sealed class RateStore(Db db, TimeProvider time)
{
    /// <summary>A rate of the same place and day is replaced.</summary>
    public async Task<Guid> PutAsync(Guid workspaceId, int caller, Rate rate, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<Guid>(new CommandDefinition(Write, new
        {
            workspaceId, rate.Id, rate.ClientId, rate.ProjectId, rate.TaskId, rate.UserId, rate.From, rate.MinorPerHour, caller, now = time.GetUtcNow(),
        }, cancellationToken: ct));
    }

    public async Task<bool> RemoveAsync(Guid workspaceId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Remove, new { workspaceId, id }, cancellationToken: ct)) > 0;
    }

    private const string Write = """
        insert into timesheet.rate (workspace_id, id, client_id, project_id, task_id, user_id, effective_from, minor_per_hour, created_by, created_at)
        values (@workspaceId, @Id, @ClientId, @ProjectId, @TaskId, @UserId, @From, @MinorPerHour, @caller, @now)
        on conflict on constraint rate_of_a_day do update set
            minor_per_hour = excluded.minor_per_hour, created_by = excluded.created_by, created_at = excluded.created_at
        returning id
        """;

    private const string Remove = "delete from timesheet.rate where workspace_id = @workspaceId and id = @id";
}
