using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Kernel.Schedules;

/// <summary>Runs one firing when this host owns it, and writes down how it ended.</summary>
internal sealed partial class ScheduleRunner(ScheduleRunStore store, IServiceProvider services, ILogger<ScheduleRunner> log)
{
    /// <summary>False when another host owns the firing, or the schedule is paused and this is not forced.</summary>
    public async Task<bool> RunAsync(ScheduledTask task, DateTimeOffset fireTime, bool forced, CancellationToken ct)
    {
        if (!await store.ClaimAsync(task.Name, fireTime, forced, ct)) return false;
        try
        {
            await using var scope = services.CreateAsyncScope();
            await task.Run(scope.ServiceProvider, ct);
            await store.FinishAsync(task.Name, fireTime, "succeeded", null, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await store.FinishAsync(task.Name, fireTime, "stopped", null, CancellationToken.None);
            throw;
        }
        catch (Exception failure)
        {
            LogFailed(failure, task.Name);
            await store.FinishAsync(task.Name, fireTime, "failed", $"{failure.GetType().Name}: {failure.Message}", ct);
        }

        return true;
    }

    [LoggerMessage(120, LogLevel.Error, "The schedule {Schedule} failed")]
    private partial void LogFailed(Exception exception, string schedule);
}
