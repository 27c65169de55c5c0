using Daybook.Integrations.Storage;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Integrations.Syncing;

/// <summary>Once a second: renews a run's lease, shows its progress, and looks whether somebody asked it to stop, on whatever host.</summary>
internal sealed partial class RunPulse(Db db, RunStore runs, LiveEvents live, ILogger<RunPulse> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public Beating Start(OwnedRun run, RunProgress progress, CancellationTokenSource stop) => new(this, run, progress, stop);

    private async Task BeatAsync(OwnedRun run, RunProgress progress, CancellationTokenSource stop, Beating beating, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                var asked = await db.InTransactionAsync(async tx =>
                {
                    var stopNow = await runs.BeatAsync(tx.Connection!, run, progress.Latest, ct);
                    await live.PublishAsync(tx, new LiveEvent(run.UserId, "sync", run.Id.ToString()), ct);
                    return stopNow;
                }, ct);
                if (!asked) continue;
                beating.StopAsked = true;
            }
            catch (LeaseLostException)
            {
                beating.LeaseLost = true;
            }
            catch (NpgsqlException away)
            {
                Away(log, run.Id, away);
                continue;
            }

            await stop.CancelAsync();
            return;
        }
    }

    /// <summary>The beating of one run; ends when it is disposed.</summary>
    public sealed class Beating : IAsyncDisposable
    {
        private readonly CancellationTokenSource over = new();
        private readonly Task loop;

        public Beating(RunPulse pulse, OwnedRun run, RunProgress progress, CancellationTokenSource stop) =>
            loop = pulse.BeatAsync(run, progress, stop, this, over.Token);

        public bool StopAsked { get; set; }
        public bool LeaseLost { get; set; }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            over.Dispose();
        }
    }

    [LoggerMessage(6013, LogLevel.Warning, "The sync run {Run} could not renew its lease")]
    private static partial void Away(ILogger log, Guid run, Exception exception);
}
