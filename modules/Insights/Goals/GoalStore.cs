using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Insights.Goals;

/// <summary>Reads and writes insights.goal.</summary>
internal sealed class GoalStore(Db db)
{
    public async Task<IReadOnlyList<Goal>> ListAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectAll, new { userId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToGoal())];
    }

    public async Task<Goal?> FindAsync(int userId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectOne, new { userId, id }, cancellationToken: ct));
        return row?.ToGoal();
    }

    /// <summary>False when the person has as many as one may have.</summary>
    public async Task<bool> AddAsync(Goal goal, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Insert, Row.Of(goal), cancellationToken: ct)) > 0;
    }

    /// <summary>Replaces a goal that is still as it was read; false when it has changed or gone since.</summary>
    public async Task<bool> ReplaceAsync(Goal goal, DateTimeOffset readAs, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = new DynamicParameters(Row.Of(goal));
        row.Add("readAs", readAs);
        return await connection.ExecuteAsync(new CommandDefinition(Update, row, cancellationToken: ct)) > 0;
    }

    public async Task<bool> DeleteAsync(int userId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Delete, new { userId, id }, cancellationToken: ct)) > 0;
    }

    private sealed record Row
    {
        public int UserId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Period { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? Value { get; init; }
        public long TargetMs { get; init; }
        public bool AtMost { get; init; }
        public short[] SkipWeekdays { get; init; } = [];
        public bool Enabled { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }

        public Goal ToGoal() => new(
            Id, UserId, Name, Enum.Parse<GoalPeriod>(Period, ignoreCase: true), Enum.Parse<GoalSubject>(Subject, ignoreCase: true), Value, TargetMs, AtMost,
            [.. SkipWeekdays.Select(day => (int)day)], Enabled, CreatedAt, UpdatedAt);

        public static Row Of(Goal goal) => new()
        {
            UserId = goal.UserId, Id = goal.Id, Name = goal.Name, Period = goal.Period.ToString().ToLowerInvariant(),
            Subject = goal.Subject.ToString().ToLowerInvariant(), Value = goal.Value, TargetMs = goal.TargetMs, AtMost = goal.AtMost,
            SkipWeekdays = [.. goal.SkipWeekdays.Select(day => (short)day)], Enabled = goal.Enabled, CreatedAt = goal.CreatedAt, UpdatedAt = goal.UpdatedAt,
        };
    }

    private const string SelectAll = """
        select user_id, id, name, period, subject, value, target_ms, at_most, skip_weekdays, enabled, created_at, updated_at
        from insights.goal where user_id = @userId order by id
        """;

    private const string SelectOne = """
        select user_id, id, name, period, subject, value, target_ms, at_most, skip_weekdays, enabled, created_at, updated_at
        from insights.goal where user_id = @userId and id = @id
        """;

    private const string Insert = """
        insert into insights.goal (
            user_id, id, name, period, subject, value, target_ms, at_most, skip_weekdays, enabled, created_at, updated_at)
        select @UserId, @Id, @Name, @Period, @Subject, @Value, @TargetMs, @AtMost, @SkipWeekdays, @Enabled, @CreatedAt, @UpdatedAt
        where (select count(*) from insights.goal where user_id = @UserId) < 100
        """;

    private const string Update = """
        update insights.goal set name = @Name, period = @Period, subject = @Subject, value = @Value, target_ms = @TargetMs, at_most = @AtMost,
            skip_weekdays = @SkipWeekdays, enabled = @Enabled, updated_at = @UpdatedAt
        where user_id = @UserId and id = @Id and updated_at = @readAs
        """;

    private const string Delete = "delete from insights.goal where user_id = @userId and id = @id";
}
