using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Timesheet.Leave;

/// <summary>The one writer of timesheet.leave and timesheet.holiday.</summary>
internal sealed class LeaveStore(Db db, TimeProvider time)
{
    public async Task SetLeaveAsync(int userId, DateOnly[] days, string kind, bool half, string note, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            SetLeave, new { userId, days, kind, half, note, now = time.GetUtcNow() }, cancellationToken: ct));
    }

    public async Task RemoveLeaveAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(RemoveLeave, new { userId, start, end }, cancellationToken: ct));
    }

    public async Task SetHolidayAsync(Guid workspaceId, DateOnly day, string name, bool half, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            SetHoliday, new { workspaceId, day, name, half, now = time.GetUtcNow() }, cancellationToken: ct));
    }

    public async Task<bool> RemoveHolidayAsync(Guid workspaceId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(RemoveHoliday, new { workspaceId, day }, cancellationToken: ct)) > 0;
    }

    private const string SetLeave = """
        insert into timesheet.leave (user_id, day, kind, half, note, updated_at)
        select @userId, day, @kind, @half, @note, @now from unnest(@days) day
        on conflict (user_id, day) do update set kind = excluded.kind, half = excluded.half, note = excluded.note, updated_at = excluded.updated_at
        """;

    private const string RemoveLeave = "delete from timesheet.leave where user_id = @userId and day between @start and @end";

    private const string SetHoliday = """
        insert into timesheet.holiday (workspace_id, day, name, half, updated_at) values (@workspaceId, @day, @name, @half, @now)
        on conflict (workspace_id, day) do update set name = excluded.name, half = excluded.half, updated_at = excluded.updated_at
        """;

    private const string RemoveHoliday = "delete from timesheet.holiday where workspace_id = @workspaceId and day = @day";
}
