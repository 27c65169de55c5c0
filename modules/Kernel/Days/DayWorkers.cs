using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daybook.Kernel.Days;

/// <summary>The workers of this host: each takes one due day after the other, and waits for a wake-up or the poll when none is due.</summary>
internal sealed partial class DayWorkers(
    DayRunner runner, DayWorkStore store, DayWakeup wakeup, IOptions<KernelOptions> options, TimeProvider clock, ILogger<DayWorkers> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var wake = wakeup.NextAsync();
                if (await runner.RunOneAsync(stopping)) continue;
                await store.ParkLostAsync(stopping);
                await WaitAsync(wake, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(Task wake, CancellationToken stopping)
    {
        var poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
        var due = await store.NextDueAsync(runner.Stages, stopping) ?? poll;
        var wait = due < poll ? due : poll;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(wake, Task.Delay(wait + TimeSpan.FromMilliseconds(5), clock, waiting.Token));
        await waiting.CancelAsync();
    }

    [LoggerMessage(113, LogLevel.Error, "The day queue could not be read; trying again")]
    private partial void LogFault(Exception exception);
}
