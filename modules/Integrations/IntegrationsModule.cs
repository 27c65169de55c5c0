using Daybook.Integrations.Configured;
using Daybook.Integrations.Connecting;
using Daybook.Integrations.Egress;
using Daybook.Integrations.Imports;
using Daybook.Integrations.Runs;
using Daybook.Integrations.Storage;
using Daybook.Integrations.Syncing;
using Daybook.Integrations.Trying;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Integrations;

/// <summary>Connectors as people configure them: settings, secrets, schedules, sync runs, imports.</summary>
public sealed class IntegrationsModule : IModule
{
    public string Name => "integrations";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        EgressServices.Add(services);
        ConnectorServices.Add(services);
        services
            .AddSingleton<IntegrationStore>().AddSingleton<SecretStore>().AddSingleton<CheckpointStore>().AddSingleton<RunStore>().AddSingleton<RunQueries>()
            .AddSingleton<SettingsOpener>().AddSingleton<SettingsTest>().AddSingleton<IntegrationAnswers>()
            .AddSingleton<BatchIntake>().AddSingleton<RunEnd>().AddSingleton<RunPulse>().AddSingleton<SyncRunner>().AddSingleton<FileImport>()
            .AddSingleton<SyncHost>().AddHostedService(provider => provider.GetRequiredService<SyncHost>())
            .AddSchedule(DueSyncs.Task);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ListConnectors.Map(routes);
        ListIntegrations.Map(routes);
        CreateIntegration.Map(routes);
        TestSettings.Map(routes);
        GetIntegration.Map(routes);
        UpdateIntegration.Map(routes);
        DeleteIntegration.Map(routes);
        TestIntegration.Map(routes);
        PauseIntegration.Map(routes);
        ResumeIntegration.Map(routes);
        ResetIntegration.Map(routes);
        StartSync.Map(routes);
        ListRuns.Map(routes);
        GetRun.Map(routes);
        CancelRun.Map(routes);
        ImportActivityWatch.Map(routes);
    }
}
