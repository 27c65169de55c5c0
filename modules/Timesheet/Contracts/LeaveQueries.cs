using Dapper;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Contracts;

/// <summary>Why somebody is away. Holidays are the workspace's, everything else is the person's own.</summary>
public enum LeaveKind { Vacation, Sick, Other, Holiday }

/// <summary>A day, or half of one, on which a person does not work. A day may have two: half a holiday and half a day's leave.</summary>
/// <param name="Name">The holiday's name, or the person's own note: for the person's own eyes.</param>
public sealed record LeaveDay(DateOnly Day, LeaveKind Kind, bool Half, string Name);

/// <summary>Reads when people are away.</summary>
public sealed class LeaveQueries(Db db, MemberQueries members)
{
    /// <summary>Leave of the person and holidays of their first workspace in these days, both ends included, in order.</summary>
    public async Task<IReadOnlyList<LeaveDay>> RangeAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct) =>
        await InAsync(userId, await members.HomeAsync(userId, ct) ?? Guid.Empty, start, end, ct);

    internal async Task<IReadOnlyList<LeaveDay>> InAsync(int userId, Guid workspaceId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, workspaceId, start, end }, cancellationToken: ct));
        return [.. rows.Select(row => new LeaveDay(row.Day, Enum.Parse<LeaveKind>(row.Kind, true), row.Half, row.Name))];
    }

    private sealed record Row
    {
        public DateOnly Day { get; init; }
        public string Kind { get; init; } = "";
        public bool Half { get; init; }
        public string Name { get; init; } = "";
    }

    private const string Select = """
        select day, kind, half, note as name from timesheet.leave where user_id = @userId and day between @start and @end
        union all
        select day, 'holiday', half, name from timesheet.holiday where workspace_id = @workspaceId and day between @start and @end
        order by day, kind
        """;
}
