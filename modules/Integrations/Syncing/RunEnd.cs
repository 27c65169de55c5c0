using Daybook.Integrations.Checks;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Integrations.Syncing;

/// <summary>Writes how a run ended, and plans the next one: at its time, or sooner and then ever later while it fails.</summary>
internal sealed partial class RunEnd(
    Db db, IntegrationStore integrations, RunStore runs, RunQueries queries, UserQueries users, LiveEvents live, TimeProvider clock, ILogger<RunEnd> log)
{
    public const string Interrupted = "interrupted";

    public async Task WriteAsync(OwnedRun run, string state, RunError? error, CancellationToken ct)
    {
        var zone = (await users.FindAsync(run.UserId, ct))?.Clock.Zone ?? TimeZoneInfo.Utc;
        await db.InTransactionAsync(async tx =>
        {
            // The integration is locked before its run everywhere, so that nobody waits in a circle.
            if (await integrations.WaitAsync(tx, run.UserId, run.IntegrationId, ct) is not { } row || !await runs.EndAsync(tx, run, state, error, ct)) return;
            await PlanAsync(tx, row, run.Id, state, error, zone, ct);
        }, ct);
    }

    /// <summary>As <see cref="WriteAsync"/>, where failing must not matter: the sweep closes what stays open.</summary>
    public async Task TryWriteAsync(OwnedRun run, string state, RunError error)
    {
        try
        {
            await WriteAsync(run, state, error, CancellationToken.None);
        }
        catch (Exception away)
        {
            LeftOpen(log, run.Id, away);
        }
    }

    /// <summary>Closes the runs of hosts that are gone and lets their integrations go on at once.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var (userId, integrationId) in await queries.LostAsync(clock.GetUtcNow(), ct))
        {
            await db.InTransactionAsync(async tx =>
            {
                if (await integrations.WaitAsync(tx, userId, integrationId, ct) is not { } row) return;
                if (await runs.CloseLostAsync(tx, integrationId, ct) is not { } run) return;
                await PlanAsync(tx, row, run, "failed", new RunError(Interrupted, ""), TimeZoneInfo.Utc, ct);
            }, ct);
        }
    }

    private async Task PlanAsync(
        NpgsqlTransaction tx, IntegrationRow row, Guid run, string state, RunError? error, TimeZoneInfo zone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // An interruption is nobody's fault: the schedule goes on at once and the ladder stays.
        var interrupted = string.Equals(error?.Slug, Interrupted, StringComparison.Ordinal);
        var failed = state == "failed" && !interrupted;
        var failures = failed ? Math.Min(row.Failures + 1, SyncSchedule.MaxFailures) : state == "succeeded" ? Math.Max(row.Failures - 1, 0) : row.Failures;
        var next = row.PausedAt is not null || row.ScheduleKind == SyncSchedule.Off ? null : interrupted ? now : row.Schedule.Next(now, failures, failed, zone);
        await integrations.PlanAsync(tx, row.UserId, row.Id, failures, next, ct);
        await live.PublishAsync(tx, new LiveEvent(row.UserId, "sync", run.ToString()), ct);
    }

    [LoggerMessage(6014, LogLevel.Warning, "The end of sync run {Run} could not be written; the next sweep closes it")]
    private static partial void LeftOpen(ILogger log, Guid run, Exception exception);
}
