using Daybook.Kernel.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daybook.Kernel.Days;

/// <summary>Runs one claimed day: derive outside a transaction while the lease is renewed, then commit the result behind the fence.</summary>
internal sealed partial class DayRunner(
    IEnumerable<IDayStage> stages, DayWorkStore store, Db db, IOptions<KernelOptions> options, TimeProvider clock, ILogger<DayRunner> log)
{
    private readonly Dictionary<string, IDayStage> stageByName = stages.ToDictionary(stage => stage.Name, StringComparer.Ordinal);

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    public string[] Stages => [.. stageByName.Keys];

    /// <summary>Claims a due day and runs it. False when nothing is due.</summary>
    public async Task<bool> RunOneAsync(CancellationToken stopping)
    {
        if (await store.ClaimAsync(Stages, Lease, stopping) is not { } claim) return false;

        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = RenewAsync(claim, lease);
        try
        {
            var commit = await stageByName[claim.Stage].RunAsync(claim.Key, lease.Token);
            await CommitAsync(claim, commit, lease.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await store.ReleaseAsync(claim, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException) when (lease.IsCancellationRequested)
        {
            LogLeaseLost(claim.Stage, claim.UserId, claim.Day);
        }
        catch (DayLaterException later)
        {
            await store.PostponeAsync(claim, later.Message, later.Wait, stopping);
        }
        catch (Exception failure)
        {
            await FailAsync(claim, failure, stopping);
        }
        finally
        {
            await lease.CancelAsync();
            await renewal;
        }

        return true;
    }

    private async Task CommitAsync(DayClaim claim, DayCommit commit, CancellationToken ct)
    {
        var kept = await db.InTransactionAsync(async tx =>
        {
            if (stageByName[claim.Stage].LocksFirst is { } first) await store.LockAsync(tx, first, claim, ct);

            // The fence: it locks the row, so no other claim can begin until this transaction ends.
            if (!await store.CompleteAsync(tx, claim, ct)) return false;
            await commit(tx, ct);
            return true;
        }, ct);
        if (!kept) LogLeaseLost(claim.Stage, claim.UserId, claim.Day);
    }

    private async Task FailAsync(DayClaim claim, Exception failure, CancellationToken ct)
    {
        LogFailed(failure, claim.Stage, claim.UserId, claim.Day, claim.Attempts);
        var reason = $"{failure.GetType().Name}: {failure.Message}";
        await store.FailAsync(claim, reason.Length > 500 ? reason[..500] : reason, stageByName[claim.Stage].Backoff(claim.Attempts), ct);
    }

    /// <summary>1 s, 5 s, 25 s, 2 min: long enough for a passing fault, short enough that the fifth failure comes soon.</summary>
    internal static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(Math.Pow(5, attempts - 1), 120));

    private async Task RenewAsync(DayClaim claim, CancellationTokenSource lease)
    {
        while (true)
        {
            await Task.Delay(Lease / 3, clock, lease.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (lease.IsCancellationRequested) return;
            try
            {
                if (await store.RenewAsync(claim, Lease, lease.Token)) continue;
                await lease.CancelAsync();
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception away)
            {
                // The database is away: the commit will find out whether the lease survived it.
                LogRenewalFailed(away, claim.Stage);
            }
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "{Stage} of user {UserId}, {Day}: the lease ran out; another worker does it again")]
    private partial void LogLeaseLost(string stage, int userId, DateOnly day);

    [LoggerMessage(111, LogLevel.Error, "{Stage} of user {UserId}, {Day} failed (attempt {Attempt})")]
    private partial void LogFailed(Exception exception, string stage, int userId, DateOnly day, int attempt);

    [LoggerMessage(112, LogLevel.Warning, "A lease of {Stage} could not be renewed")]
    private partial void LogRenewalFailed(Exception exception, string stage);
}
