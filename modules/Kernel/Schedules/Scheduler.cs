using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Daybook.Kernel.Schedules;

/// <summary>Hands every scheduled task to Quartz when the database answers, and makes up for firings missed while no host ran.</summary>
internal sealed partial class Scheduler(
    ISchedulerFactory quartz, IEnumerable<ScheduledTask> tasks, ScheduleRunStore store, ScheduleRunner runner,
    IOptions<KernelOptions> options, TimeProvider clock, ILogger<Scheduler> log) : BackgroundService
{
    private const string TaskKey = "task";
    private const string RunnerKey = "runner";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!options.Value.Schedules) return;

        var scheduler = await quartz.GetScheduler(stoppingToken);
        try
        {
            foreach (var task in tasks) await AddAsync(scheduler, task, stoppingToken);
            await scheduler.Start(stoppingToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops before it was ready.
        }
        finally
        {
            await scheduler.Shutdown(true, CancellationToken.None);
        }
    }

    private async Task AddAsync(IScheduler scheduler, ScheduledTask task, CancellationToken ct)
    {
        var lastFire = await RegisterAsync(task, ct);
        var job = JobBuilder.Create<FireJob>().WithIdentity(task.Name).Build();
        job.JobDataMap[TaskKey] = task;
        job.JobDataMap[RunnerKey] = runner;
        var trigger = TriggerBuilder.Create().WithIdentity(task.Name)
            .WithSchedule(CronScheduleBuilder.Create(task.Cron).InTimeZone(TimeZoneInfo.Utc)).Build();
        await scheduler.ScheduleJob(job, trigger, cancellationToken: ct);

        if (task.Misfire == Misfire.RunOnce && lastFire is { } last && Missed(task, last) is { } missed)
            await runner.RunAsync(task, missed, forced: false, ct);
    }

    private DateTimeOffset? Missed(ScheduledTask task, DateTimeOffset last)
    {
        var due = new CronExpression(task.Cron, TimeZoneInfo.Utc).GetPreviousValidTimeBefore(clock.GetUtcNow());
        return due > last ? due : null;
    }

    private async Task<DateTimeOffset?> RegisterAsync(ScheduledTask task, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await store.RegisterAsync(task, ct);
            }
            catch (Npgsql.NpgsqlException away)
            {
                LogWaiting(away);
                await Task.Delay(TimeSpan.FromSeconds(5), clock, ct);
            }
        }
    }

    private sealed class FireJob : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var task = (ScheduledTask)context.MergedJobDataMap[TaskKey]!;
            var runner = (ScheduleRunner)context.MergedJobDataMap[RunnerKey]!;
            await runner.RunAsync(task, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, forced: false, cancellationToken);
        }
    }

    [LoggerMessage(121, LogLevel.Warning, "The schedules wait for the database")]
    private partial void LogWaiting(Exception exception);
}
