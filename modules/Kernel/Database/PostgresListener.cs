using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Kernel.Database;

/// <summary>One connection that listens for everybody. A notification only shortens a wait; losing it loses nothing.</summary>
internal sealed partial class PostgresListener(NpgsqlDataSource source, TimeProvider clock, ILogger<PostgresListener> log) : BackgroundService
{
    private const string Listen = "listen daybook_day; listen daybook_live; listen daybook_person;";

    private readonly ConcurrentDictionary<string, Action<string>> handlers = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="handler"/> with the payload of each notification, and with "" after a reconnect.</summary>
    public void On(string channel, Action<string> handler) => handlers[channel] = handler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                LogLost(lost);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) =>
        {
            if (handlers.TryGetValue(notification.Channel, out var handler)) handler(notification.Payload);
        };
        await using (var command = new NpgsqlCommand(Listen, connection)) await command.ExecuteNonQueryAsync(ct);
        foreach (var handler in handlers.Values) handler("");
        while (true)
        {
            // A silent half-open connection would never wake: ask now and then.
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(30), ct))
            {
                await using var probe = new NpgsqlCommand("select 1", connection);
                await probe.ExecuteScalarAsync(ct);
            }
        }
    }

    [LoggerMessage(101, LogLevel.Warning, "The wake-up connection was lost; polling goes on")]
    private partial void LogLost(Exception exception);
}
