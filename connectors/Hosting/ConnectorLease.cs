using System.Runtime.CompilerServices;
using Daybook.Connectors.Hosting.Calls;
using Daybook.Connectors.Hosting.Loading;

namespace Daybook.Connectors.Hosting;

/// <summary>
/// The right to call a connector until it is given back. Every call runs on a thread of its own under a deadline, and throws only
/// <see cref="ConnectorException"/> (the connector's own words), <see cref="ConnectorFaultException"/> or, when asked to stop,
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ConnectorLease : IDisposable
{
    private readonly LoadedConnector loaded;
    private readonly HostingOptions options;
    private readonly TimeProvider clock;
    private IConnector? connector;

    internal ConnectorLease(LoadedConnector loaded, IConnector connector, HostingOptions options, TimeProvider clock)
    {
        this.loaded = loaded;
        this.connector = connector;
        this.options = options;
        this.clock = clock;
    }

    public ConnectorEntry Entry => loaded.Entry;

    /// <summary>Fires when this version was replaced and running work has to end.</summary>
    public CancellationToken Retired => loaded.Retired;

    public async Task<TestResult> TestAsync(ConnectorContext context, CancellationToken ct)
    {
        using var thread = new ConnectorThread(Entry.Id + " test");
        var asked = Connector;
        var result = await Guard(thread).RunAsync("its test", options.TestDeadline, token => asked.TestAsync(context, token), ct);
        return result?.Checks is { Count: > 0 and <= 100 } checks && checks.All(check => check is { Name.Length: < 200, Message.Length: < 20_000, Details: null or { Length: < 20_000 } })
            ? result
            : throw new ConnectorFaultException("oversized-result", "The connector's test answered nothing that can be shown.");
    }

    public IAsyncEnumerable<SyncBatch> SyncAsync(ConnectorContext context, Checkpoint? since, CancellationToken ct)
    {
        var asked = Connector;
        return GuardedAsync("its sync", token => asked.SyncAsync(context, since, token), ct);
    }

    /// <summary>Reads an exported file. Throws <see cref="ConnectorFaultException"/> "no-import" when the connector reads none.</summary>
    public IAsyncEnumerable<SyncBatch> ImportAsync(Stream file, ConnectorContext context, CancellationToken ct) =>
        Connector is IFileImporter importer
            ? GuardedAsync("its import", token => importer.ImportAsync(file, context, token), ct)
            : throw new ConnectorFaultException("no-import", "The connector reads no files.");

    public void Dispose()
    {
        if (Interlocked.Exchange(ref connector, null) is not null) loaded.Release();
    }

    private IConnector Connector => connector ?? throw new ObjectDisposedException(nameof(ConnectorLease));

    private CallGuard Guard(ConnectorThread thread) => new(thread, options.Grace, clock, loaded.NoteStuck);

    private async IAsyncEnumerable<SyncBatch> GuardedAsync(
        string what, Func<CancellationToken, IAsyncEnumerable<SyncBatch>> start, [EnumeratorCancellation] CancellationToken ct)
    {
        using var thread = new ConnectorThread(Entry.Id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, loaded.Retired);
        // The whole run's token; a batch that overruns its deadline ends the run through it too.
        using var run = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var guard = Guard(thread);
        var batches = await guard.RunAsync(what, options.BatchDeadline, _ => Task.FromResult(start(run.Token).GetAsyncEnumerator(run.Token)), stop.Token);
        try
        {
            while (true)
            {
                var next = await guard.RunAsync(what, options.BatchDeadline, async budget =>
                {
                    await using var _ = budget.Register(run.Cancel);
                    return await batches.MoveNextAsync() ? BatchLimits.Check(batches.Current) : null;
                }, stop.Token);
                if (next is null) yield break;
                yield return next;
            }
        }
        finally
        {
            await run.CancelAsync();
            await EndAsync(guard, batches);
        }
    }

    private async Task EndAsync(CallGuard guard, IAsyncEnumerator<SyncBatch> batches)
    {
        try
        {
            await guard.RunAsync("ending its sync", options.Grace, async _ =>
            {
                await batches.DisposeAsync();
                return true;
            }, CancellationToken.None);
        }
        catch (Exception failed) when (failed is ConnectorException or ConnectorFaultException or OperationCanceledException)
        {
            // The run already has its outcome; the batches it handed over are stored.
        }
    }
}
