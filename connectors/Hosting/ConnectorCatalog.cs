using Daybook.Connectors.Hosting.Loading;
using Microsoft.Extensions.Logging;

namespace Daybook.Connectors.Hosting;

/// <summary>Every connector there is: found, judged, loaded, replaced, lent out. A broken one is an entry with a reason, never an exception.</summary>
public sealed partial class ConnectorCatalog(HostingOptions options, TimeProvider clock, ILogger<ConnectorCatalog> log) : IDisposable
{
    private readonly SemaphoreSlim scanning = new(1, 1);
    private readonly List<LoadedConnector> retiring = [];
    private volatile Snapshot current = Snapshot.Empty;

    /// <summary>One entry per connector in the order of their names, then replaced versions that are still in use.</summary>
    public IReadOnlyList<ConnectorEntry> Entries
    {
        get
        {
            lock (retiring)
            {
                retiring.RemoveAll(old => old.Leases == 0 && !old.Alive.IsAlive);
                return
                [
                    .. current.Entries.Values.Select(Judged).OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Id, StringComparer.Ordinal),
                    .. retiring.Select(old => old.Entry with
                    {
                        State = ConnectorState.Retiring, Reason = old.Leases > 0 ? "replaced, still in use" : "replaced, its code is still resident",
                    }),
                ];
            }
        }
    }

    /// <summary>The entry that counts for the id; null when no folder has it.</summary>
    public ConnectorEntry? Find(string id) => current.Entries.TryGetValue(id, out var entry) ? Judged(entry) : null;

    /// <summary>Lends the connector out; null unless it is active.</summary>
    public ConnectorLease? Lease(string id) =>
        Find(id) is { State: ConnectorState.Active } && current.Loaded.TryGetValue(id, out var loaded) && loaded.Take() is { } connector
            ? new ConnectorLease(loaded, connector, options, clock)
            : null;

    /// <summary>Looks at the folders again: loads what is new or changed, retires what was replaced or is gone.</summary>
    public async Task RescanAsync(CancellationToken ct)
    {
        await scanning.WaitAsync(ct);
        try
        {
            var next = await new FolderScan(options, clock, log).RunAsync(current, ct);
            var gone = current.Loaded.Values.Except(next.Loaded.Values).ToList();
            current = next;
            foreach (var old in gone) Retire(old);
            foreach (var entry in next.Entries.Values) Found(log, entry.Id, entry.Version, entry.State, entry.Reason ?? "");
        }
        finally
        {
            scanning.Release();
        }
    }

    public void Dispose()
    {
        foreach (var loaded in current.Loaded.Values) loaded.Retire(TimeSpan.Zero);
        current = Snapshot.Empty;
        scanning.Dispose();
    }

    private void Retire(LoadedConnector old)
    {
        lock (retiring) retiring.Add(old);
        old.Retire(options.RetireAfter);
    }

    private ConnectorEntry Judged(ConnectorEntry entry) =>
        entry.State == ConnectorState.Active && current.Loaded.TryGetValue(entry.Id, out var loaded) && loaded.Stuck >= options.StuckLimit
            ? entry with { State = ConnectorState.Faulty, Reason = loaded.StuckReason }
            : entry;

    [LoggerMessage(6501, LogLevel.Information, "Connector {Id} {Version}: {State} {Reason}")]
    private static partial void Found(ILogger log, string id, string version, ConnectorState state, string reason);
}
