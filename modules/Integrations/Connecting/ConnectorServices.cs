using Daybook.Connectors.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daybook.Integrations.Connecting;

/// <summary>
/// The connectors of this host: its own beside its assembly, people's in the data directory (Daybook:Connectors:Folder). Disabled ones are
/// listed in Daybook:Connectors:Disabled; Daybook:Connectors:DropIns=false leaves the data directory's folder alone.
/// </summary>
internal static class ConnectorServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(provider => new ConnectorCatalog(
            Options(provider.GetRequiredService<IConfiguration>().GetSection("Daybook")),
            TimeProvider.System, provider.GetRequiredService<ILogger<ConnectorCatalog>>()));
        services.AddHostedService<FirstScan>();
    }

    private static HostingOptions Options(IConfigurationSection settings)
    {
        var data = settings["DataDirectory"] is { Length: > 0 } directory ? directory : Path.Combine(Path.GetTempPath(), "daybook-" + Environment.ProcessId);
        var own = settings["Connectors:Bundled"] ?? Path.Combine(Path.GetDirectoryName(typeof(IntegrationsModule).Assembly.Location)!, "connectors");
        var dropped = settings["Connectors:Folder"] ?? Path.Combine(data, "connectors");
        return new HostingOptions
        {
            Folders = settings.GetValue("Connectors:DropIns", true) ? [own, dropped] : [own],
            RunFolder = Path.Combine(data, "connectors", ".run"),
            Disabled = settings.GetSection("Connectors:Disabled").Get<string[]>() ?? [],
        };
    }

    /// <summary>Loads what is there before the first request.</summary>
    private sealed class FirstScan(ConnectorCatalog catalog) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => catalog.RescanAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
