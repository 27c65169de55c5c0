namespace Daybook.Connectors.Hosting.Calls;

/// <summary>Runs one call of foreign code under a deadline. What it throws becomes a fault in our words; what does not come back is stuck.</summary>
internal sealed class CallGuard(ConnectorThread thread, TimeSpan grace, TimeProvider clock, Action<string> onStuck)
{
    /// <summary>
    /// Answers the call's result, or throws <see cref="ConnectorException"/> (the connector's own words), <see cref="ConnectorFaultException"/>
    /// or, when <paramref name="ct"/> asked for it, <see cref="OperationCanceledException"/>.
    /// </summary>
    public async Task<T> RunAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T>> call, CancellationToken ct)
    {
        // Not disposed: code that is stuck may still look at its token, and a source without a timer costs nothing.
        var budget = new CancellationTokenSource();
        using var finished = new CancellationTokenSource();
        var running = thread.RunAsync(() => call(budget.Token));
        var watch = WatchAsync(deadline, budget, finished.Token, ct);
        if (await Task.WhenAny(running, watch) == watch)
        {
            Forget(running);
            onStuck($"{what} did not come back within {Seconds(ct.IsCancellationRequested ? grace : deadline)}");
            ct.ThrowIfCancellationRequested();
            throw new ConnectorFaultException("connector-stuck", $"The connector did not answer within {Seconds(deadline)}.");
        }

        await finished.CancelAsync();
        try
        {
            return await running;
        }
        catch (Exception told) when (told is ConnectorException or ConnectorFaultException)
        {
            throw;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (OperationCanceledException late) when (budget.IsCancellationRequested)
        {
            throw new ConnectorFaultException("connector-too-slow", $"The connector did not answer within {Seconds(deadline)}.", late);
        }
        catch (Exception thrown)
        {
            throw new ConnectorFaultException("connector-failed", $"The connector failed unexpectedly ({thrown.GetType().Name}).", thrown);
        }
    }

    /// <summary>Ends when the call had its deadline (or was cancelled) and its grace; never, once the call has finished.</summary>
    private async Task WatchAsync(TimeSpan deadline, CancellationTokenSource budget, CancellationToken finished, CancellationToken ct)
    {
        using var early = CancellationTokenSource.CreateLinkedTokenSource(finished, ct);
        await Task.Delay(deadline, clock, early.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (finished.IsCancellationRequested) return;
        await budget.CancelAsync();
        await Task.Delay(grace, clock, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.#} s");

    private static void Forget(Task task) => _ = task.ContinueWith(
        static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
