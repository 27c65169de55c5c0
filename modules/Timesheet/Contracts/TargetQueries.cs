using Dapper;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Contracts;

/// <summary>Who said how long the day should be. Schedule: nobody did, so the person's working hours count.</summary>
public enum TargetSource { Schedule, Workspace, Project, Person }

/// <summary>How long a person means to work on a day.</summary>
/// <param name="PlannedMs">As on any such weekday.</param>
/// <param name="TargetMs">What is left of it after leave and holidays.</param>
public sealed record DayTarget(DateOnly Day, long PlannedMs, long TargetMs, TargetSource Source);

/// <summary>Reads targets: the person's own counts before a project's, that before the workspace's, that before the working hours.</summary>
public sealed class TargetQueries(Db db, UserQueries users, MemberQueries members, LeaveQueries leave)
{
    /// <summary>
    /// One for each day, both ends included, in order; nobody's days are empty. It is about the person's whole day, in their first
    /// workspace, unless a project is asked for.
    /// </summary>
    public async Task<IReadOnlyList<DayTarget>> RangeAsync(
        int userId, DateOnly start, DateOnly end, Guid? projectId = null, CancellationToken ct = default)
    {
        if (await users.FindAsync(userId, ct) is not { } user || await members.HomeAsync(userId, ct) is not { } home) return [];
        return await InAsync(user, home, start, end, projectId, ct);
    }

    internal async Task<IReadOnlyList<DayTarget>> InAsync(
        UserSettings user, Guid workspaceId, DateOnly start, DateOnly end, Guid? projectId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var levels = (await connection.QueryAsync<TargetLevel>(new CommandDefinition(
            Select, new { user.UserId, workspaceId, projectId, end }, cancellationToken: ct))).AsList();
        return TargetRules.Of(levels, user.Schedule, await leave.InAsync(user.UserId, workspaceId, start, end, ct), start, end);
    }

    private const string Select = """
        select user_id, project_id, valid_from, week_ms from timesheet.target
        where workspace_id = @workspaceId and (user_id is null or user_id = @UserId) and (project_id is null or project_id = @projectId)
          and valid_from <= @end
        """;
}
