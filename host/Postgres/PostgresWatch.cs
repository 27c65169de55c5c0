namespace Daybook.Host.Postgres;

/// <summary>Looks after the embedded server while the host runs: when it was killed, it is started again on the same port.</summary>
internal sealed partial class PostgresWatch(EmbeddedServer server, TimeProvider clock, ILogger<PostgresWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await server.ReviveAsync(stoppingToken)) Revived(logger);
                }
                catch (StartFailure failure)
                {
                    Lost(logger, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; it stops the server itself.
        }
    }

    [LoggerMessage(9010, LogLevel.Warning, "The embedded database had died and was started again.")]
    private static partial void Revived(ILogger logger);

    [LoggerMessage(9011, LogLevel.Error, "The embedded database died and cannot be started.")]
    private static partial void Lost(ILogger logger, Exception failure);
}
