using System.Collections.Concurrent;

namespace Daybook.Connectors.Hosting.Calls;

/// <summary>
/// A thread of its own for foreign code, with a message loop so that its continuations come back here: code that blocks, blocks this
/// thread and not the pool the web server lives on. A thread that never comes back is left behind; it does not keep the process alive.
/// </summary>
internal sealed class ConnectorThread : SynchronizationContext, IDisposable
{
    // A bound against code that posts without end; ordinary calls have a handful of continuations waiting.
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> waiting = new(boundedCapacity: 10_000);

    public ConnectorThread(string name)
    {
        new Thread(Loop) { IsBackground = true, Name = "connector " + name }.Start();
    }

    /// <summary>Runs the call on this thread; the task ends when the call's own task does.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => Start(call, outcome), null);
        return outcome.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            if (!waiting.TryAdd((d, state))) ThreadPool.QueueUserWorkItem(_ => d(state));
        }
        catch (Exception closed) when (closed is InvalidOperationException or ObjectDisposedException)
        {
            // The call is over; what it still has to say runs where it harms least.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    public void Dispose() => waiting.CompleteAdding();

    private static async void Start<T>(Func<Task<T>> call, TaskCompletionSource<T> outcome)
    {
        try
        {
            outcome.TrySetResult(await call());
        }
        catch (Exception thrown)
        {
            outcome.TrySetException(thrown);
        }
    }

    private void Loop()
    {
        SetSynchronizationContext(this);
        foreach (var (call, state) in waiting.GetConsumingEnumerable())
        {
            try
            {
                call(state);
            }
            catch (Exception)
            {
                // An async void of the connector threw: the call it belonged to answers for it by its deadline.
            }
        }

        waiting.Dispose();
    }
}
