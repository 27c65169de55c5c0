using System.Collections.Concurrent;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Database;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Daybook.Integrations.Syncing;

/// <summary>What came of the wish to run: a run of its own, the id of the one that is running, or neither because the integration is gone.</summary>
internal sealed record StartAnswer(Guid? Started, Guid? Running);

/// <summary>Begins runs and keeps those of this host until they end or the host stops; at most a few carry on at once.</summary>
internal sealed class SyncHost(Db db, IntegrationStore integrations, RunStore runs, SyncRunner runner) : IHostedService, IDisposable
{
    private const int AtOnce = 8;
    private readonly Guid owner = Guid.CreateVersion7();
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, Task> carrying = new();

    /// <summary>How many more runs would begin to work at once.</summary>
    public int Free => places.CurrentCount;

    public async Task<StartAnswer> StartAsync(int userId, Guid integrationId, string trigger, CancellationToken ct)
    {
        var (begun, running, known) = await BeginAsync(userId, integrationId, trigger, ct);
        if (begun is null) return new StartAnswer(null, known ? running ?? Guid.Empty : null);
        carrying[begun.Id] = CarryAsync(begun);
        return new StartAnswer(begun.Id, null);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(carrying.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stopping.Dispose();
        places.Dispose();
    }

    private async Task<(OwnedRun? Begun, Guid? Running, bool Known)> BeginAsync(int userId, Guid integrationId, string trigger, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync(async tx =>
            {
                // Skipped when another host is just beginning one: then there is nothing left to do here.
                if (await integrations.LockAsync(tx, userId, integrationId, ct) is null) return ((OwnedRun?)null, (Guid?)null, await integrations.FindAsync(userId, integrationId, ct) is not null);
                var (begun, running) = await runs.BeginAsync(tx, userId, integrationId, trigger, owner, ct);
                return (begun, running, true);
            }, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return (null, null, true);
        }
    }

    private async Task CarryAsync(OwnedRun run)
    {
        await Task.Yield();
        try
        {
            await places.WaitAsync(stopping.Token);
            try
            {
                await runner.RunAsync(run, stopping.Token);
            }
            finally
            {
                places.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped before it had a place: its lease runs out and the next sweep closes it.
        }
        finally
        {
            carrying.TryRemove(run.Id, out _);
        }
    }
}
