using Daybook.Kernel.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>
/// Wakes the workers of every host soon after days were touched. Sent outside the touching transaction, at most twenty times a second:
/// a NOTIFY inside it would make all ingest commits queue behind one lock.
/// </summary>
internal sealed partial class DayWakeup(Db db, PostgresListener listener, TimeProvider clock, ILogger<DayWakeup> log) : BackgroundService
{
    private const string Notify = "select pg_notify('daybook_day', '')";

    private readonly SemaphoreSlim touched = new(0, 1);
    private volatile TaskCompletionSource woken = New();

    /// <summary>Completes at the next wake-up after the call.</summary>
    public Task NextAsync() => woken.Task;

    public void Signal()
    {
        try
        {
            touched.Release();
        }
        catch (SemaphoreFullException)
        {
            // One signal is waiting already: it stands for this one too.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        listener.On("daybook_day", _ => Interlocked.Exchange(ref woken, New()).TrySetResult());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await touched.WaitAsync(stoppingToken);
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stoppingToken);
                await using var connection = await db.OpenAsync(stoppingToken);
                await using var command = new NpgsqlCommand(Notify, connection);
                await command.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException lost)
            {
                LogNotSent(lost);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(102, LogLevel.Warning, "A wake-up could not be sent; the poll finds the work")]
    private partial void LogNotSent(Exception exception);
}
