using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Egress;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Integrations.Syncing;

/// <summary>Carries out one run from its checkpoint to its end: each batch with its checkpoint and counts in one transaction.</summary>
internal sealed partial class SyncRunner(
    Db db, ConnectorCatalog catalog, EgressClients egress, IntegrationStore integrations, CheckpointStore checkpoints, RunStore runs,
    BatchIntake intake, SettingsOpener opener, RunEnd end, RunPulse pulse, TimeProvider clock, ILoggerFactory logs, ILogger<SyncRunner> log)
{
    private const int Tries = 3;

    /// <summary>Never throws. Ends the run with an outcome unless the lease is lost, or the database is; then the next sweep closes it.</summary>
    public async Task RunAsync(OwnedRun run, CancellationToken stopping)
    {
        try
        {
            var (state, error) = await CarryOutAsync(run, stopping);
            await end.WriteAsync(run, state, error, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            LeaseLost(log, run.Id);
        }
        catch (NpgsqlException away)
        {
            DatabaseAway(log, run.Id, away);
            await end.TryWriteAsync(run, "failed", new RunError(RunEnd.Interrupted, "The database was away in the middle of this run; the next run goes on from there."));
        }
        catch (Exception broken)
        {
            Broken(log, run.Id, broken);
            await end.TryWriteAsync(run, "failed", new RunError("internal-error", "Something went wrong inside Daybook; the log of the host says what."));
        }
    }

    private async Task<(string State, RunError? Error)> CarryOutAsync(OwnedRun run, CancellationToken stopping)
    {
        if (await integrations.FindAsync(run.UserId, run.IntegrationId, stopping) is not { } integration) throw new LeaseLostException();
        using var lease = catalog.Lease(integration.Connector);
        if (lease is null) return ("failed", new RunError("connector-missing", "The connector is not available at the moment."));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Retired);
        using var http = egress.Create();
        var progress = new RunProgress();
        await using var beating = pulse.Start(run, progress, stop);
        try
        {
            var settings = await opener.OpenAsync(run.UserId, run.IntegrationId, integration.Values, stop.Token);
            var since = await checkpoints.FindAsync(run.UserId, run.IntegrationId, stop.Token);
            var project = SettingsOpener.ProjectOf(lease.Entry.Settings, integration.Values);
            var context = new ConnectorContext(settings, http, logs.CreateLogger("Daybook.Connectors." + integration.Connector), clock, progress);
            var problems = 0;
            await foreach (var batch in lease.SyncAsync(context, since is null ? null : new Checkpoint(since), stop.Token))
                problems += await StoreAsync(run, integration.Connector, project, batch, stop.Token);
            return (problems > 0 ? "partial" : "succeeded", null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (beating.LeaseLost) throw new LeaseLostException();
            return beating.StopAsked ? ("cancelled", null)
                : lease.Retired.IsCancellationRequested ? ("failed", new RunError("connector-replaced", "The connector was replaced by another version; the next run goes on with it."))
                : ("failed", new RunError(RunEnd.Interrupted, "Daybook was stopped in the middle of this run; the next run goes on from there."));
        }
        catch (ConnectorException told)
        {
            return ("failed", new RunError(told.Slug, told.Message));
        }
        catch (ConnectorFaultException fault)
        {
            Fault(log, integration.Connector, run.Id, fault.InnerException ?? fault);
            return ("failed", new RunError(fault.Slug, fault.Message));
        }
    }

    /// <summary>All of the batch or nothing; answers how many problems it told of.</summary>
    private async Task<int> StoreAsync(OwnedRun run, string connector, Guid? project, SyncBatch batch, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.InTransactionAsync(async tx =>
                {
                    var stored = await intake.StoreAsync(tx, run.UserId, connector, project, batch, ct);
                    if (batch.Checkpoint is { } checkpoint) await checkpoints.WriteAsync(tx, run.UserId, run.IntegrationId, checkpoint.Value, ct);
                    await runs.AddAsync(tx, run, stored.Counts, stored.Problems, ct);
                    return stored.Problems.Count;
                }, ct);
            }
            catch (PostgresException busy) when (attempt < Tries && busy.IsTransient)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), TimeProvider.System, ct);
            }
        }
    }

    [LoggerMessage(6010, LogLevel.Warning, "The sync run {Run} lost its lease and stopped")]
    private static partial void LeaseLost(ILogger log, Guid run);

    [LoggerMessage(6011, LogLevel.Error, "The sync run {Run} broke")]
    private static partial void Broken(ILogger log, Guid run, Exception exception);

    [LoggerMessage(6015, LogLevel.Warning, "The database went away during the sync run {Run}")]
    private static partial void DatabaseAway(ILogger log, Guid run, Exception exception);

    [LoggerMessage(6012, LogLevel.Warning, "The connector {Connector} failed in run {Run}")]
    private static partial void Fault(ILogger log, string connector, Guid run, Exception exception);
}
