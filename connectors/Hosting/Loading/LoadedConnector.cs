using System.Reflection;
using Daybook.Connectors.Hosting.Calls;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>A connector version in memory: its context, its one instance, who is using it.</summary>
internal sealed class LoadedConnector : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource retired = new();
    private ConnectorLoadContext? context;
    private IConnector? connector;
    private int leases;
    private int stuck;
    private bool retiring;

    private LoadedConnector(Manifest manifest, ConnectorLoadContext context)
    {
        Manifest = manifest;
        this.context = context;
        Retired = retired.Token;
        Alive = new WeakReference(context);
    }

    public Manifest Manifest { get; }
    public ConnectorEntry Entry { get; private set; } = null!;

    /// <summary>The load context, watched after retirement: as long as it lives, something still holds the old code.</summary>
    public WeakReference Alive { get; }

    /// <summary>Fires when running calls of a replaced version have to end.</summary>
    public CancellationToken Retired { get; }
    public int Leases => Volatile.Read(ref leases);
    public int Stuck => Volatile.Read(ref stuck);
    public string? StuckReason { get; private set; }

    public static async Task<LoadedConnector> LoadAsync(Manifest manifest, string folder, HostingOptions options, TimeProvider clock, CancellationToken ct)
    {
        var main = Path.Combine(folder, manifest.Main);
        ContractGate.Check(main);
        var code = new ConnectorLoadContext($"{manifest.Id}@{manifest.Version}", main);
        var loaded = new LoadedConnector(manifest, code);
        try
        {
            using var thread = new ConnectorThread(manifest.Id);
            var guard = new CallGuard(thread, options.Grace, clock, reason => throw new LoadRefusedException(ConnectorState.Faulty, reason));
            await guard.RunAsync("loading", options.LoadDeadline, _ => Task.FromResult(loaded.Create(code, main)), ct);
            return loaded;
        }
        catch (Exception failed)
        {
            loaded.Dispose();
            if (failed is ConnectorFaultException { InnerException: LoadRefusedException inner }) throw inner;
            throw failed is LoadRefusedException or OperationCanceledException
                ? failed
                : new LoadRefusedException(ConnectorState.Faulty, "its code could not be started", failed);
        }
    }

    /// <summary>Lends the connector out; null when it is being retired.</summary>
    public IConnector? Take()
    {
        lock (gate)
        {
            if (retiring || connector is null) return null;
            leases++;
            return connector;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            leases--;
            if (retiring && leases == 0) Dispose();
        }
    }

    public void NoteStuck(string reason)
    {
        StuckReason = reason;
        Interlocked.Increment(ref stuck);
    }

    /// <summary>No new leases; unloads now or when the last one comes back. Running calls are cancelled after <paramref name="grace"/>.</summary>
    public void Retire(TimeSpan grace)
    {
        lock (gate)
        {
            retiring = true;
            if (leases == 0) Dispose();
            else retired.CancelAfter(grace);
        }
    }

    private bool Create(ConnectorLoadContext from, string main)
    {
        var assembly = from.LoadFromAssemblyPath(main);
        var kinds = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IConnector).IsAssignableFrom(type)).ToList();
        if (kinds is not [var kind]) throw new LoadRefusedException(ConnectorState.Faulty, $"it has {kinds.Count} connector classes where one belongs");
        var instance = (IConnector)Activator.CreateInstance(kind, BindingFlags.Public | BindingFlags.Instance, null, null, null)!;
        Entry = EntryFactory.Describe(Manifest, instance);
        connector = instance;
        return true;
    }

    /// <summary>Lets the code go. Twice is once.</summary>
    public void Dispose()
    {
        try
        {
            (connector as IDisposable)?.Dispose();
        }
        catch (Exception)
        {
            // Its last words do not matter: the context goes either way.
        }

        connector = null;
        context?.Unload();
        context = null;
        retired.Dispose();
    }
}
