using Daybook.Connectors;

namespace Daybook.Integrations.Syncing;

/// <summary>Keeps the latest progress a connector reported. Reports are many; whoever shows them looks once a second.</summary>
internal sealed class RunProgress : IProgress<SyncProgress>
{
    private SyncProgress? latest;

    public SyncProgress? Latest => Volatile.Read(ref latest);

    public void Report(SyncProgress value) => Volatile.Write(ref latest, value);
}
