using System.Net;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Budgets;
using Daybook.Kernel.Ai.Chain;
using Daybook.Kernel.Ai.Ledger;
using Daybook.Kernel.Ai.Providers;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Kernel.Net;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Daybook.Kernel;

/// <summary>The mechanism without domain words: database, day queue, schedules, live changes. Needs an NpgsqlDataSource in the container.</summary>
public sealed class KernelModule : IModule
{
    public string Name => "kernel";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        DapperMappings.Register();
        services.AddOptions<KernelOptions>().BindConfiguration("Kernel").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services
            .AddSingleton<Db>()
            .AddSingleton<PostgresListener>().AddHostedService(provider => provider.GetRequiredService<PostgresListener>())
            .AddSingleton(provider =>
            {
                var changes = new PersonChanges();
                provider.GetRequiredService<PostgresListener>().On(PersonChanges.Channel, changes.Hear);
                return changes;
            })
            .AddSingleton<DayWakeup>().AddHostedService(provider => provider.GetRequiredService<DayWakeup>())
            .AddSingleton(DayFeed.Create)
            .AddSingleton<DayWorkStore>()
            .AddSingleton(provider => new DayWorkQueries(provider.GetRequiredService<Db>(), provider.GetServices<IDayStage>))
            .AddSingleton(provider => new DayWorkAdmin(
                provider.GetRequiredService<Db>(), provider.GetRequiredService<DayWorkStore>(), provider.GetRequiredService<DayWakeup>()))
            .AddSingleton<DayRunner>()
            .AddHostedService<DayWorkers>()
            .AddSingleton(provider => new LiveEvents(provider.GetRequiredService<PostgresListener>()))
            .AddSingleton<ScheduleRunStore>()
            .AddSingleton<ScheduleRunner>()
            .AddSingleton(provider => new ScheduleAdmin(
                provider.GetRequiredService<Db>(), provider.GetRequiredService<ScheduleRunStore>(), provider.GetRequiredService<ScheduleRunner>(),
                provider.GetRequiredService<TimeProvider>(), provider.GetServices<ScheduledTask>()))
            .AddQuartz(quartz => quartz.UseInMemoryStore(_ => { }))
            .AddHostedService<Scheduler>();
        AddModels(services);
    }

    private static void AddModels(IServiceCollection services) => services
        .AddSingleton<SpendStore>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<LedgerQueries>()
        .AddSingleton<Breakers>()
        .AddSingleton(provider => new ModelSettingsStore(
            provider.GetRequiredService<Db>(), provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ResolveName>(_ => (host, ct) => Dns.GetHostAddressesAsync(host, ct))
        .AddSingleton(provider => new ModelSockets(
            provider.GetRequiredService<ResolveName>(), () => OwnPorts.Of(provider.GetService<IServer>(), provider.GetRequiredService<NpgsqlDataSource>())))
        .AddSingleton<ProviderClients>()
        .AddSingleton(provider => new Models(
            provider.GetRequiredService<ProviderClients>(), provider.GetRequiredService<SpendStore>(), provider.GetRequiredService<LedgerStore>(),
            provider.GetRequiredService<Breakers>(), provider.GetServices<FindSecret>(), provider.GetRequiredService<IOptions<KernelOptions>>()));

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
