using Daybook.Connectors.Hosting;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Integrations.Syncing;

/// <summary>Every minute: closes runs whose host is gone, then begins what is due. The claim of a run keeps two hosts apart.</summary>
internal static class DueSyncs
{
    public static ScheduledTask Task { get; } = new("integrations.due", "0 * * * * ?", Misfire.RunOnce, RunAsync);

    internal static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<RunEnd>().SweepAsync(ct);
        var store = services.GetRequiredService<IntegrationStore>();
        var catalog = services.GetRequiredService<ConnectorCatalog>();
        var host = services.GetRequiredService<SyncHost>();
        // A connector that is missing makes its integrations wait, not fail: their schedule goes on when it is back.
        var active = catalog.Entries.Where(entry => entry.State == ConnectorState.Active).Select(entry => entry.Id).Distinct(StringComparer.Ordinal).ToArray();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (userId, id) in await store.DueAsync(now, active, host.Free, ct)) await host.StartAsync(userId, id, "schedule", ct);
    }
}
