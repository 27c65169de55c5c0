using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Days;

/// <summary>What the day queue still has to do for a person.</summary>
public sealed class DayWorkQueries
{
    private readonly Db db;

    // Asked for at the first question: a stage may itself be made from things that ask.
    private readonly Lazy<string[]> background;

    internal DayWorkQueries(Db db, Func<IEnumerable<IDayStage>> stages)
    {
        this.db = db;
        background = new Lazy<string[]>(() => [.. stages().Where(stage => stage.Background).Select(stage => stage.Name)]);
    }

    /// <summary>The days in the range, both ends included, that some stage has not yet derived (parked ones included); background stages do not count.</summary>
    public async Task<IReadOnlyList<DateOnly>> PendingAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<DateOnly>(new CommandDefinition(Pending, new { userId, start, end, background = background.Value }, cancellationToken: ct))];
    }

    private const string Pending = """
        select distinct day from platform.day_work
        where user_id = @userId and day between @start and @end and dirty > done and stage <> all(@background)
        order by day
        """;

    /// <summary>How one stage stands with one day; null when it was never asked to do it.</summary>
    public async Task<DayWorkState?> StateAsync(string stage, UserDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DayWorkState>(new CommandDefinition(
            State, new { stage, day.UserId, day.Day }, cancellationToken: ct));
    }

    private const string State = """
        select dirty > done as waiting, parked_at is not null as parked, not_before, last_error as error
        from platform.day_work where user_id = @UserId and stage = @stage and day = @Day
        """;
}

/// <summary>A stage's work on one day: whether it waits, whether it gave up, when it is due, and why it did not end the last time.</summary>
public sealed record DayWorkState(bool Waiting, bool Parked, DateTimeOffset NotBefore, string? Error);
