using Daybook.Kernel.Days;
using Daybook.Kernel.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Kernel;

/// <summary>How a module hooks into the mechanism.</summary>
public static class KernelServices
{
    public static IServiceCollection AddDayStage<TStage>(this IServiceCollection services) where TStage : class, IDayStage =>
        services.AddSingleton<IDayStage, TStage>();

    public static IServiceCollection AddSchedule(this IServiceCollection services, ScheduledTask task) =>
        services.AddSingleton(task);
}
