using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
            .AddSingleton<DayWorkQueries>()
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
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
