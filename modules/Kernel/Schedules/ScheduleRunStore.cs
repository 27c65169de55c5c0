using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Schedules;

/// <summary>The one writer of platform.schedule and platform.schedule_run.</summary>
internal sealed class ScheduleRunStore(Db db)
{
    private static readonly string Host = $"{Environment.MachineName}:{Environment.ProcessId}";

    public async Task<DateTimeOffset?> RegisterAsync(ScheduledTask task, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(Register, new { task.Name, task.Cron }, cancellationToken: ct));
    }

    /// <summary>True for exactly one host: this firing is ours. False also while the schedule is paused, unless it is forced.</summary>
    public async Task<bool> ClaimAsync(string schedule, DateTimeOffset fireTime, bool forced, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(
            Claim, new { schedule, fireTime, host = Host, forced }, cancellationToken: ct)) == 1;
    }

    public async Task FinishAsync(string schedule, DateTimeOffset fireTime, string outcome, string? error, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Finish, new { schedule, fireTime, outcome, error }, cancellationToken: ct));
    }

    public async Task<bool> PauseAsync(string schedule, bool paused, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Pause, new { schedule, paused }, cancellationToken: ct)) == 1;
    }

    private const string Register = """
        insert into platform.schedule (name, cron) values (@Name, @Cron)
        on conflict (name) do update set cron = excluded.cron
        returning last_fire
        """;

    private const string Claim = """
        insert into platform.schedule_run (schedule, fire_time, host)
        select @schedule, @fireTime, @host
        where @forced or not exists (select 1 from platform.schedule where name = @schedule and paused)
        on conflict do nothing
        """;

    private const string Finish = """
        with finished as (
            update platform.schedule_run set finished_at = now(), outcome = @outcome, error = @error
            where schedule = @schedule and fire_time = @fireTime
            returning schedule, fire_time),
        old as (
            delete from platform.schedule_run where schedule = @schedule and started_at < now() - interval '30 days')
        update platform.schedule
        set last_fire = greatest(last_fire, @fireTime), last_outcome = @outcome, last_error = @error
        where name = @schedule
        """;

    private const string Pause = "update platform.schedule set paused = @paused where name = @schedule";
}
