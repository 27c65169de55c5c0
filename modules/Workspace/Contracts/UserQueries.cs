using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Daybook.Workspace.Checks;
using Daybook.Workspace.People;
using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>Working hours of one weekday (1 = Monday … 7 = Sunday), local time.</summary>
public sealed record WorkHours(int Weekday, TimeOnly Start, TimeOnly End);

/// <summary>A person's settings, as other modules need them. <paramref name="PublicId"/> is the id the API shows.</summary>
public sealed record UserSettings(
    int UserId, Guid PublicId, string Name, string Email, string TimeZone, DayClock Clock, string Locale, IReadOnlyList<WorkHours> Schedule);

/// <summary>Reads people. Touches of the feed <see cref="SettingsFeed"/> say that a person's zone, day start or schedule changed.</summary>
public sealed class UserQueries(Db db, PersonChanges changes)
{
    private readonly RecentCache<int, UserSettings> recent = new(changes, person => person.UserId);

    public const string SettingsFeed = Feeds.SettingsChanged;

    public async Task<UserSettings?> FindAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await FindAsync(connection, userId, ct);
    }

    /// <summary>
    /// The same, perhaps a moment old: for requests that come all the time. What derives a day asks <see cref="FindAsync(int, CancellationToken)"/>.
    /// </summary>
    public Task<UserSettings?> FindRecentAsync(int userId, CancellationToken ct) => recent.GetAsync(userId, () => FindAsync(userId, ct));

    /// <summary>The same inside a transaction: whoever holds a connection asks for no second one.</summary>
    public Task<UserSettings?> FindAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) => FindAsync(tx.Connection!, userId, ct);

    private static async Task<UserSettings?> FindAsync(NpgsqlConnection connection, int userId, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectUser, new { userId }, cancellationToken: ct));
        if (row is null) return null;
        // A zone that has left the system's time zone data is better read as UTC than not at all.
        var dayStart = TimeSpan.FromMinutes(row.DayStartMinutes);
        var clock = DayClock.TryCreate(row.TimeZone, dayStart) ?? new DayClock(TimeZoneInfo.Utc, dayStart);
        return new UserSettings(row.UserId, row.Id, row.Name, row.Email, row.TimeZone, clock, row.Locale,
            [.. WeekSchedule.Read(row.WeekSchedule).Select(stretch => new WorkHours(stretch.Weekday ?? 1, stretch.StartTime(), stretch.EndTime()))]);
    }

    private sealed record Row
    {
        public int UserId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public int DayStartMinutes { get; init; }
        public string Locale { get; init; } = "";
        public string WeekSchedule { get; init; } = "";
    }

    private const string SelectUser = """
        select user_id, id, name, email, time_zone, day_start_minutes, locale, week_schedule::text as week_schedule
        from workspace.user where user_id = @userId
        """;
}
