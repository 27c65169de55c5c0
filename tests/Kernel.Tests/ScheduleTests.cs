using Daybook.Kernel.Schedules;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests;

public sealed class ScheduleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DateTimeOffset fireTime = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private static ScheduledTask Task(string name, Func<Task> run, Misfire misfire = Misfire.Skip, string cron = "0 0 4 * * ?") =>
        new(name, cron, misfire, (_, _) => run());

    private ScheduleRunner Runner(DayQueue queue) => queue.Services.GetRequiredService<ScheduleRunner>();

    [Fact]
    public async Task A_firing_runs_once_however_many_hosts_fire_it()
    {
        var runs = 0;
        var task = Task("once", async () => { Interlocked.Increment(ref runs); await System.Threading.Tasks.Task.Delay(50); });
        await using var one = new DayQueue(postgres.ConnectionString, 60);
        await using var two = new DayQueue(postgres.ConnectionString, 60);

        var owned = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 20).Select(host =>
            Runner(host % 2 == 0 ? one : two).RunAsync(task, fireTime, forced: false, None)));

        runs.ShouldBe(1);
        owned.Count(mine => mine).ShouldBe(1);
        (await one.ScalarAsync<string>("select outcome from platform.schedule_run where schedule = 'once'")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_failure_is_written_down_and_the_next_firing_runs()
    {
        var broken = true;
        var task = Task("fails", () => broken ? throw new InvalidOperationException("no route") : System.Threading.Tasks.Task.CompletedTask);
        await using var queue = new DayQueue(postgres.ConnectionString, 60);
        await queue.Services.GetRequiredService<ScheduleRunStore>().RegisterAsync(task, None);

        await Runner(queue).RunAsync(task, fireTime, forced: false, None);
        (await queue.ScalarAsync<string>("select last_error from platform.schedule where name = 'fails'")).ShouldContain("no route");
        broken = false;
        await Runner(queue).RunAsync(task, fireTime.AddDays(1), forced: false, None);

        (await queue.ScalarAsync<string>("select last_outcome from platform.schedule where name = 'fails'")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_paused_schedule_runs_only_when_it_is_triggered_by_hand()
    {
        var runs = 0;
        var task = Task("paused", () => { runs++; return System.Threading.Tasks.Task.CompletedTask; });
        await using var queue = new DayQueue(postgres.ConnectionString, 60, [], [task]);
        await queue.Services.GetRequiredService<ScheduleRunStore>().RegisterAsync(task, None);
        var admin = queue.Services.GetRequiredService<ScheduleAdmin>();

        (await admin.PauseAsync("paused", true, None)).ShouldBeTrue();
        (await Runner(queue).RunAsync(task, fireTime, forced: false, None)).ShouldBeFalse();
        (await admin.TriggerAsync("paused", None)).ShouldBeTrue();
        (await admin.TriggerAsync("unknown", None)).ShouldBeFalse();

        runs.ShouldBe(1);
        (await admin.ListAsync(None)).ShouldHaveSingleItem().Paused.ShouldBeTrue();
    }

    [Fact]
    public async Task Quartz_fires_and_a_missed_firing_is_made_up_for_once()
    {
        var (ticks, made) = (0, 0);
        ScheduledTask[] tasks =
        [
            Task("ticks", () => { Interlocked.Increment(ref ticks); return System.Threading.Tasks.Task.CompletedTask; }, cron: "* * * * * ?"),
            Task("nightly", () => { Interlocked.Increment(ref made); return System.Threading.Tasks.Task.CompletedTask; }, Misfire.RunOnce),
        ];
        await using var queue = new DayQueue(postgres.ConnectionString, 60, [], tasks);
        await queue.ExecuteAsync("insert into platform.schedule (name, cron, last_fire) values ('nightly', 'x', now() - interval '3 days')");
        var scheduler = queue.Services.GetServices<IHostedService>().OfType<Scheduler>().Single();

        await scheduler.StartAsync(None);
        for (var wait = 0; wait < 100 && ticks < 2; wait++) await System.Threading.Tasks.Task.Delay(100);
        await scheduler.StopAsync(None);

        ticks.ShouldBeGreaterThanOrEqualTo(2);
        made.ShouldBe(1);
    }
}
