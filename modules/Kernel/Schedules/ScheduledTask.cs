namespace Daybook.Kernel.Schedules;

/// <summary>What happens to firings that were missed while no host ran.</summary>
public enum Misfire { Skip, RunOnce }

/// <summary>A task that runs by the clock, once for any number of hosts. <paramref name="Cron"/> has Quartz's six or seven fields, in UTC.</summary>
public sealed record ScheduledTask(string Name, string Cron, Misfire Misfire, Func<IServiceProvider, CancellationToken, Task> Run);
