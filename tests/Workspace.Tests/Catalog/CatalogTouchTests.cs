using System.Globalization;
using System.Net.Http.Json;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Testing;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class ListeningStudio : Studio
{
    protected override DaybookApp Make() => new(Postgres.ConnectionString, Clock, configure: services => services
        .AddSingleton<IDayStage>(new Listener(UserQueries.SettingsFeed)).AddSingleton<IDayStage>(new Listener(CatalogQueries.CatalogFeed))
        .AddSingleton<IDayStage>(new Listener(CatalogQueries.EstimatesFeed)));

    private sealed class Listener(string feed) : IDayStage
    {
        public string Name => "test." + feed;
        public IReadOnlyList<string> Feeds => [feed];
        public TimeSpan Debounce => TimeSpan.FromDays(1);
        public Task<DayCommit> RunAsync(UserDay day, CancellationToken ct) => Task.FromResult<DayCommit>((_, _) => Task.CompletedTask);
    }
}

public sealed class CatalogTouchTests(ListeningStudio studio) : IClassFixture<ListeningStudio>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly int userId = studio.UserId;
    private readonly PostgresFixture postgres = studio.Postgres;

    /// <summary>The days the change touches, of those known: today's, one of 10 days ago, one of 100 days ago.</summary>
    private async Task<string> TouchedAsync(string feed, Func<Task> change, int? user = null)
    {
        await Sql.RunAsync(postgres, "delete from platform.day_work");
        await Sql.RunAsync(postgres, """
            insert into platform.day_work (stage, user_id, day, dirty, done)
            select 'test.other', @user, day, 1, 1 from unnest(array['2026-11-21', '2026-11-11', '2026-08-13']::date[]) as known(day)
            """, new { user = user ?? userId });
        await change();
        var days = await Sql.ReadAsync<string?>(postgres,
            "select string_agg(to_char(day, 'MM-DD'), ' ' order by day) from platform.day_work where stage = @stage and user_id = @user and to_char(day, 'MM-DD') in ('11-21', '11-11', '08-13')",
            new { stage = "test." + feed, user = user ?? userId });
        return days ?? "";
    }

    [Fact]
    public async Task A_new_day_start_zone_or_schedule_touches_all_known_days_and_nothing_else_does()
    {
        async Task<string> AfterAsync(object change) => await TouchedAsync(UserQueries.SettingsFeed, async () =>
            (await owner.Client.PatchAsJsonAsync("/api/v1/me", change)).EnsureSuccessStatusCode());

        (await AfterAsync(new { day_start = "05:30" })).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(new { day_start = "05:30" })).ShouldBe("");
        (await AfterAsync(new { time_zone = "Asia/Kolkata" })).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(new { week_schedule = new[] { new { weekday = 6, start = "10:00", end = "14:00" } } })).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(new { name = "Olive O.", locale = "hi" })).ShouldBe("");

        var settings = (await app.Services.GetRequiredService<UserQueries>().FindAsync(userId, default))!;
        settings.Clock.DayStart.ShouldBe(TimeSpan.FromMinutes(330));
        settings.Clock.Zone.BaseUtcOffset.ShouldBe(TimeSpan.FromMinutes(330));
        settings.Schedule.ShouldBe([new WorkHours(6, new TimeOnly(10, 0), new TimeOnly(14, 0))]);
        settings.PublicId.ShouldBe(owner.UserId);
        settings.Locale.ShouldBe("hi");
        (await app.Services.GetRequiredService<UserQueries>().FindAsync(int.MaxValue, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Changes_of_projects_tasks_and_repositories_touch_the_latest_days_of_their_members_however_old()
    {
        async Task<string> AfterAsync(Func<Task> change) => await TouchedAsync(CatalogQueries.CatalogFeed, change);

        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Touching" });
        var tasks = $"/api/v1/projects/{project.Id()}/tasks";
        var task = await owner.Client.MakeAsync(tasks, new { key = "T-1", title = "x" });
        (await AfterAsync(() => owner.Client.MakeAsync("/api/v1/projects", new { name = "Another" }))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.PatchAsJsonAsync($"/api/v1/projects/{project.Id()}", new { name = "Touched" }))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.MakeAsync(tasks, new { key = "T-2", title = "x" }))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", new { title = "y" }))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", new { title = "y" }))).ShouldBe("");
        (await AfterAsync(() => owner.Client.MakeAsync("/api/v1/repositories", new { repository = "touch", project_id = project.Id() }))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.DeleteAsync("/api/v1/repositories/touch"))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.DeleteAsync($"/api/v1/tasks/{task.Id()}"))).ShouldBe("08-13 11-11 11-21");
        (await AfterAsync(() => owner.Client.PatchAsJsonAsync($"/api/v1/projects/{project.Id()}", new { everyone = false }))).ShouldBe("08-13 11-11 11-21", "one who loses the project is touched, too");
    }

    [Fact]
    public async Task An_estimate_touches_what_is_held_against_it_and_nothing_else()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Expecting" });
        var task = await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "E-1", title = "x" });
        Task PatchAsync(object change) => owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", change);
        (await TouchedAsync(CatalogQueries.EstimatesFeed, () => PatchAsync(new { estimate_minutes = 90 }))).ShouldBe("08-13 11-11 11-21");
        (await TouchedAsync(CatalogQueries.EstimatesFeed, () => PatchAsync(new { estimate_minutes = 90 }))).ShouldBe("");
        (await TouchedAsync(CatalogQueries.CatalogFeed, () => PatchAsync(new { estimate_minutes = 120 }))).ShouldBe("");
        (await TouchedAsync(CatalogQueries.EstimatesFeed, () => PatchAsync(new { title = "y" }))).ShouldBe("");
    }

    [Fact]
    public async Task Work_items_become_tasks_once_and_touch_only_what_changed()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Synced" });
        var entered = await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "S-1", title = "Entered by hand" });
        var items = app.Services.GetRequiredService<WorkItems>();
        var db = app.Services.GetRequiredService<Db>();
        WorkItem Item(string id, string key, string title, string status = "open", Guid? home = null) =>
            new(home ?? project.Id(), "tracker", id, key, title, status, ["a"], "https://tracker.example/" + id);
        Task<int> UpsertAsync(params WorkItem[] some) => db.InTransactionAsync(tx => items.UpsertAsync(tx, userId, some, default), default);

        (await UpsertAsync(Item("1", "S-1", "From the tracker"), Item("2", "S-2", "bad \0 \ud800 text"))).ShouldBe(2);
        (await UpsertAsync(Item("1", "S-1", "From the tracker"), Item("2", "S-2", "bad \0 \ud800 text"))).ShouldBe(0);
        (await TouchedAsync(CatalogQueries.CatalogFeed, () => UpsertAsync(Item("2", "S-2", "bad \0 \ud800 text")))).ShouldBe("");
        (await TouchedAsync(CatalogQueries.CatalogFeed, () => UpsertAsync(Item("2", "S-2", "Good text", "closed")))).ShouldBe("08-13 11-11 11-21");

        var catalog = app.Services.GetRequiredService<CatalogQueries>();
        (await catalog.FindTaskAsync(userId, entered.Id(), default))!.Title.ShouldBe("From the tracker", "the same key is the same task");
        (await UpsertAsync(Item("2", "MOVED-7", "Good text", "closed"))).ShouldBe(1);
        (await UpsertAsync(Item("3", "s-1", "Another tracker's item") with { Source = "forge" })).ShouldBe(1);
        var tasks = (await catalog.ForUserAsync(userId, default)).Tasks.Where(task => task.ProjectId == project.Id()).ToArray();
        tasks.Select(task => task.Key).Order(StringComparer.Ordinal).ShouldBe(["MOVED-7", "S-1", "s-1 (forge)"]);
        tasks.Single(task => task.Key == "MOVED-7").ClosedAt.ShouldNotBeNull();

        var other = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Moved to" });
        (await UpsertAsync(Item("2", "MOVED-7", "Good text", "closed", other.Id()))).ShouldBe(1);
        (await catalog.ForUserAsync(userId, default)).Tasks.Single(task => task.Key == "MOVED-7").ProjectId.ShouldBe(other.Id());
        (await UpsertAsync(Item("9", "X", "Nobody's", home: Guid.CreateVersion7()))).ShouldBe(0);
    }

    [Fact]
    public async Task A_big_catalog_is_read_in_a_few_milliseconds_and_always_in_the_same_order()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Big" });
        await Sql.RunAsync(postgres, """
            insert into workspace.task (id, workspace_id, project_id, key, title, status, labels, created_at)
            select gen_random_uuid(), @workspace, @project, 'B-' || n, 'Task ' || n, 'todo', '{}', now() from generate_series(1, 2000) n
            """, new { workspace = owner.WorkspaceId, project = project.Id() });
        var catalog = app.Services.GetRequiredService<CatalogQueries>();
        var first = await catalog.ForUserAsync(userId, default);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var second = await catalog.ForUserAsync(userId, default);
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        first.Tasks.Select(task => task.Id).ShouldBe(second.Tasks.Select(task => task.Id));
        second.Tasks.Count.ShouldBeGreaterThanOrEqualTo(2000);
        TestContext.Current.SendDiagnosticMessage("catalog of 2,000 tasks: {0} ms", took.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture));
        took.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }
}
