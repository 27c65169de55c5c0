using Dapper;
using Daybook.Kernel.Database;
using Quartz;

namespace Daybook.Kernel.Schedules;

/// <summary>A schedule as an administrator sees it.</summary>
public sealed record ScheduleState(
    string Name, string Cron, bool Paused, DateTimeOffset? LastFire, string? LastOutcome, string? LastError, DateTimeOffset? NextFire);

/// <summary>Lists, triggers and pauses schedules.</summary>
public sealed class ScheduleAdmin
{
    private readonly Db db;
    private readonly ScheduleRunStore store;
    private readonly ScheduleRunner runner;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, ScheduledTask> tasks;

    internal ScheduleAdmin(Db db, ScheduleRunStore store, ScheduleRunner runner, TimeProvider clock, IEnumerable<ScheduledTask> tasks)
    {
        (this.db, this.store, this.runner, this.clock) = (db, store, runner, clock);
        this.tasks = tasks.ToDictionary(task => task.Name, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(All, cancellationToken: ct));
        return [.. rows.Where(row => tasks.ContainsKey(row.Name)).Select(row => new ScheduleState(
            row.Name, row.Cron, row.Paused, row.LastFire, row.LastOutcome, row.LastError, row.Paused ? null : Next(row.Cron)))];
    }

    /// <summary>Runs it now, also while it is paused. False when there is no such schedule.</summary>
    public async Task<bool> TriggerAsync(string name, CancellationToken ct)
    {
        if (!tasks.TryGetValue(name, out var task)) return false;
        await runner.RunAsync(task, clock.GetUtcNow(), forced: true, ct);
        return true;
    }

    /// <summary>False when there is no such schedule.</summary>
    public Task<bool> PauseAsync(string name, bool paused, CancellationToken ct) => store.PauseAsync(name, paused, ct);

    private DateTimeOffset? Next(string cron) => new CronExpression(cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(clock.GetUtcNow());

    private sealed record Row(string Name, string Cron, bool Paused, DateTimeOffset? LastFire, string? LastOutcome, string? LastError);

    private const string All = "select name, cron, paused, last_fire, last_outcome, last_error from platform.schedule order by name";
}
