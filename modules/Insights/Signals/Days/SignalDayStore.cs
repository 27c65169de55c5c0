using Dapper;
using Daybook.Insights.Signals.Rules;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Signals.Days;

/// <summary>The one writer of insights.signal_day, and its reader.</summary>
internal sealed class SignalDayStore(Db db)
{
    private const int BaselineDays = 28;

    /// <summary>The 28 days before this one, the latest last.</summary>
    public async Task<IReadOnlyList<DayMeasure>> BeforeAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, start = day.AddDays(-BaselineDays), end = day.AddDays(-1) }, cancellationToken: ct));
        return [.. rows.Select(row => row.Measure)];
    }

    /// <summary>Whether the day's last work ends elsewhere now: the next day's rest depends on it.</summary>
    public async Task<bool> WriteAsync(NpgsqlTransaction tx, int userId, DayMeasure measure, bool closed, CancellationToken ct)
    {
        var known = await tx.Connection!.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(SelectLast, new { userId, measure.Day }, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            userId, measure.Day, measure.WorkMinutes, measure.OutsideMinutes, measure.SwitchRate, measure.LastWork, measure.TargetMinutes, measure.Scheduled, closed,
        }, tx, cancellationToken: ct));
        return known != measure.LastWork;
    }

    /// <summary>Everybody who worked in the last fortnight, and the last of their days that was looked at after its end.</summary>
    public async Task<IReadOnlyList<(int UserId, DateOnly? LastClosed)>> PeopleAsync(DateOnly since, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<(int, DateOnly?)>(new CommandDefinition(SelectPeople, new { since }, cancellationToken: ct))).AsList();
    }

    private sealed record Row
    {
        public DateOnly Day { get; init; }
        public int WorkMinutes { get; init; }
        public int OutsideMinutes { get; init; }
        public double? SwitchRate { get; init; }
        public int? LastWork { get; init; }
        public int? TargetMinutes { get; init; }
        public bool Scheduled { get; init; }

        public DayMeasure Measure => new(Day, WorkMinutes, OutsideMinutes, SwitchRate, LastWork, TargetMinutes, Scheduled);
    }

    private const string Select = """
        select day, work_minutes, outside_minutes, switch_rate, last_work, target_minutes, scheduled from insights.signal_day
        where user_id = @userId and day between @start and @end order by day
        """;

    private const string SelectLast = "select last_work from insights.signal_day where user_id = @userId and day = @Day";

    private const string SelectPeople = """
        select user_id, max(day) filter (where closed) from insights.signal_day where day >= @since
        group by user_id having bool_or(work_minutes > 0) order by user_id
        """;

    private const string Upsert = """
        insert into insights.signal_day as known (user_id, day, work_minutes, outside_minutes, switch_rate, last_work, target_minutes, scheduled, closed)
        values (@userId, @Day, @WorkMinutes, @OutsideMinutes, @SwitchRate, @LastWork, @TargetMinutes, @Scheduled, @closed)
        on conflict (user_id, day) do update set work_minutes = excluded.work_minutes, outside_minutes = excluded.outside_minutes,
            switch_rate = excluded.switch_rate, last_work = excluded.last_work, target_minutes = excluded.target_minutes, scheduled = excluded.scheduled,
            closed = excluded.closed
        where known is distinct from excluded
        """;
}
