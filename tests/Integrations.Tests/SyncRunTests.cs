using System.Net;
using Daybook.Integrations.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

/// <summary>From a source that changes and fails to samples in PostgreSQL.</summary>
public sealed class SyncRunTests : IAsyncLifetime
{
    private const string Window = "aw-watcher-window_laptop";
    private readonly AwHost host = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_source_that_grows_and_changes_is_stored_once_and_right()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(Now.AddHours(-3).ToUnixTimeSeconds());
        host.Server.Store.Bucket(Window, "currentwindow");
        host.Server.Store.Bucket("aw-watcher-afk_laptop", "afkstatus");
        var growing = host.Server.Store.Add(Window, start, TimeSpan.FromSeconds(270), new { app = "Code", title = "Program.cs" });
        for (var index = 0; index < 20; index++)
            host.Server.Store.Add(Window, start.AddHours(1).AddMilliseconds(index * 100), TimeSpan.FromMilliseconds(100), new { app = "Code", title = $"{index}" });
        var deleted = host.Server.Store.Add(Window, start.AddHours(1.5), TimeSpan.FromMinutes(5), new { app = "Mail", title = "gone later" });
        host.Server.Store.Add("aw-watcher-afk_laptop", start, TimeSpan.FromHours(2), new { status = "not-afk" });
        var id = await host.ConnectAsync();

        var first = await host.SyncAsync(id);
        first.GetProperty("state").GetString().ShouldBe("succeeded", first.GetRawText());
        (first.GetProperty("read").GetInt64(), first.GetProperty("accepted").GetInt64(), first.GetProperty("duplicates").GetInt64()).ShouldBe((23, 23, 0));
        (await host.SamplesAsync(Window)).ShouldBe((22, 270_000 + 2_000 + 300_000));

        host.Server.Store.Change(Window, growing, known => known with { Duration = TimeSpan.FromSeconds(570) });
        host.Server.Store.Delete(Window, deleted);
        for (var again = 0; again < 3; again++) (await host.SyncAsync(id)).GetProperty("state").GetString().ShouldBe("succeeded");
        (await host.SamplesAsync(Window)).ShouldBe((21, 570_000 + 2_000));

        var kinds = await host.QueryAsync<(string, short, string)>("select name, kind, machine from ingest.device order by name");
        kinds.ShouldBe([("aw-watcher-afk_laptop", (short)2, "laptop"), (Window, (short)1, "laptop")]);
        (await host.SendAsync(HttpMethod.Get, $"integrations/{id}/runs")).GetProperty("items").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Twelve_thousand_events_with_a_failing_page_come_whole_with_the_next_run()
    {
        host.Server.Store.Bucket(Window, "currentwindow");
        host.Server.Store.Bucket("aw-watcher-afk_laptop", "afkstatus");
        host.Server.Store.Add("aw-watcher-afk_laptop", Now.AddHours(-5), TimeSpan.FromHours(1), new { status = "not-afk" });
        var from = DateTimeOffset.FromUnixTimeSeconds(Now.AddDays(-6).ToUnixTimeSeconds());
        for (var index = 0; index < 12_345; index++)
            host.Server.Store.Add(Window, from.AddSeconds(index * 40), TimeSpan.FromSeconds(40), new { app = "Code", title = $"file {index % 50}" });
        var pages = 0;
        host.Server.Misbehave = context =>
        {
            if (!context.Request.Path.Value!.EndsWith("window_laptop/events", StringComparison.Ordinal) || ++pages != 9) return Task.FromResult(false);
            context.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        var id = await host.ConnectAsync();
        var first = await host.SyncAsync(id);
        first.GetProperty("state").GetString().ShouldBe("partial");
        first.GetProperty("problems")[0].GetProperty("item").GetString().ShouldBe(Window);
        (await host.SamplesAsync("aw-watcher-afk_laptop")).Count.ShouldBe(1);

        (await host.SyncAsync(id)).GetProperty("state").GetString().ShouldBe("succeeded");
        (await host.SamplesAsync(Window)).ShouldBe((12_345, 12_345L * 40_000));
    }

    [Fact]
    public async Task A_running_sync_is_shown_refuses_a_second_one_and_stops_when_asked()
    {
        Fill();
        host.Server.Misbehave = async context =>
        {
            if (context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromSeconds(15), context.RequestAborted);
            return false;
        };
        var id = await host.ConnectAsync();
        var run = (await host.SendAsync(HttpMethod.Post, $"integrations/{id}/sync", expected: HttpStatusCode.Accepted)).GetProperty("run_id").GetGuid();
        var second = await host.SendAsync(HttpMethod.Post, $"integrations/{id}/sync", expected: HttpStatusCode.Conflict);
        (second.GetProperty("type").GetString(), second.GetProperty("run_id").GetGuid()).ShouldBe(("/problems/sync-running", run));
        string? item = null;
        for (var attempt = 0; attempt < 50 && item is null; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            item = (await host.SendAsync(HttpMethod.Get, $"integrations/{id}/runs/{run}")).GetProperty("item").GetString();
        }

        item.ShouldBe(Window);
        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/runs/{run}/cancel", expected: HttpStatusCode.Accepted);
        (await host.EndedAsync(id, run)).GetProperty("state").GetString().ShouldBe("cancelled");
        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/runs/{run}/cancel", expected: HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_run_whose_host_is_gone_is_closed_and_the_schedule_goes_on_from_the_checkpoint()
    {
        Fill();
        var id = await host.ConnectAsync(new { kind = "hourly" });
        await host.SyncAsync(id);
        // As after kill -9: a run nobody renews.
        await host.QueryAsync<int>("""
            insert into integrations.sync_run (user_id, id, integration_id, trigger, state, lease_owner, lease_until, started_at)
            select user_id, @run, id, 'manual', 'running', @run, now() - interval '1 second', now() from integrations.integration where id = @id
            """, new { id, run = Guid.CreateVersion7() });
        await DueSyncs.RunAsync(host.App.Services, TestContext.Current.CancellationToken);
        var runs = (await host.SendAsync(HttpMethod.Get, $"integrations/{id}/runs")).GetProperty("items");
        var newest = await host.EndedAsync(id, runs[0].GetProperty("id").GetGuid());
        (newest.GetProperty("trigger").GetString(), newest.GetProperty("state").GetString()).ShouldBe(("schedule", "succeeded"));
        var lost = runs[1];
        (lost.GetProperty("state").GetString(), lost.GetProperty("error").GetProperty("slug").GetString()).ShouldBe(("failed", "interrupted"));
        host.Server.Requests.Count(path => path.Contains("/events?", StringComparison.Ordinal)).ShouldBeLessThan(8, "the second run starts a day before the mark");
    }

    [Fact]
    public async Task Scheduled_failures_are_retried_ever_later_and_a_success_steps_down()
    {
        var id = await host.ConnectAsync(new { kind = "hourly" });
        host.Server.Misbehave = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        foreach (var minutes in new[] { 1, 5, 15 })
        {
            var run = await host.SyncAsync(id);
            (run.GetProperty("state").GetString(), run.GetProperty("error").GetProperty("slug").GetString()).ShouldBe(("failed", "server-error"));
            (await NextAsync(id)).ShouldBeInRange(minutes - 0.5, minutes + 0.5);
        }

        host.Server.Misbehave = null;
        Fill();
        await host.SyncAsync(id);
        (await host.QueryAsync<short>("select failures from integrations.integration where id = @id", new { id })).Single().ShouldBe((short)2);
        (await NextAsync(id)).ShouldBeInRange(59, 61);
    }

    [Fact]
    public async Task Two_hosts_run_what_is_due_once()
    {
        Fill();
        var id = await host.ConnectAsync(new { kind = "hourly" });
        await using var other = new Testing.DaybookApp(host.App.ConnectionString, settings: AwHost.Settings);
        using var ready = other.Anonymous();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(turn =>
            DueSyncs.RunAsync(turn % 2 == 0 ? host.App.Services : other.Services, TestContext.Current.CancellationToken)));
        var runs = (await host.SendAsync(HttpMethod.Get, $"integrations/{id}/runs")).GetProperty("items");
        await host.EndedAsync(id, runs.EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_integration_whose_connector_is_gone_waits_and_is_kept()
    {
        var id = await host.ConnectAsync(new { kind = "hourly" }, authorization: "Bearer kept");
        await host.QueryAsync<int>("update integrations.integration set connector = 'gone', next_run_at = now() where id = @id", new { id });
        await DueSyncs.RunAsync(host.App.Services, TestContext.Current.CancellationToken);
        (await host.SendAsync(HttpMethod.Get, $"integrations/{id}/runs")).GetProperty("items").GetArrayLength().ShouldBe(0);
        var shown = await host.SendAsync(HttpMethod.Get, $"integrations/{id}");
        (shown.GetProperty("state").GetString(), shown.GetProperty("settings").GetProperty("authorization").GetProperty("set").GetBoolean()).ShouldBe(("connector-missing", true));
        (await host.SendAsync(HttpMethod.Get, "connectors")).GetProperty("items").EnumerateArray()
            .Select(item => $"{item.GetProperty("id")} {item.GetProperty("state")}").ShouldBe(["activitywatch active", "gone missing"]);
        (await host.SendAsync(HttpMethod.Post, $"integrations/{id}/sync", expected: HttpStatusCode.Conflict)).GetProperty("type").GetString().ShouldBe("/problems/connector-missing");
    }

    [Fact]
    public async Task The_project_of_the_form_becomes_the_devices_own()
    {
        Fill();
        var project = (await host.SendAsync(HttpMethod.Post, "projects", new { name = "Apollo" }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await host.SyncAsync(await host.ConnectAsync(project: project));
        (await host.QueryAsync<Guid?>("select project_id from ingest.device")).ShouldAllBe(found => found == project);
    }

    [Fact]
    public async Task After_a_reset_everything_is_read_again_and_nothing_stored_twice()
    {
        Fill();
        var id = await host.ConnectAsync();
        await host.SyncAsync(id);
        var before = await host.SamplesAsync(Window);
        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/reset", expected: HttpStatusCode.NoContent);
        var again = await host.SyncAsync(id);
        (again.GetProperty("duplicates").GetInt64(), again.GetProperty("accepted").GetInt64()).ShouldBe((before.Count, 0));
        (await host.SamplesAsync(Window)).ShouldBe(before);
    }

    [Fact]
    public async Task Connections_that_die_and_hosts_that_stop_at_any_moment_cost_nothing()
    {
        host.Server.Store.Bucket(Window, "currentwindow");
        var from = DateTimeOffset.FromUnixTimeSeconds(Now.AddDays(-6).ToUnixTimeSeconds());
        for (var index = 0; index < 10_000; index++)
            host.Server.Store.Add(Window, from.AddSeconds(index * 50), TimeSpan.FromSeconds(50), new { app = "Code", title = $"file {index % 50}" });
        var id = await host.ConnectAsync();
        host.Server.Misbehave = async context =>
        {
            await Task.Delay(100, context.RequestAborted);
            return false;
        };
        var hit = 0L;
        for (var round = 0; round < 3; round++)
        {
            await host.SendAsync(HttpMethod.Post, $"integrations/{id}/sync", expected: HttpStatusCode.Accepted);
            for (var blow = 0; blow < 10; blow++)
            {
                await Task.Delay(40 + (30 * round), TestContext.Current.CancellationToken);
                // As a restart of PostgreSQL looks from here: every connection but this one breaks.
                await host.QueryAsync<bool>("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
                hit += (await host.QueryAsync<long>("select count(*) from integrations.sync_run where state = 'running'")).Single();
            }

            await StoppedAsync(id);
        }

        hit.ShouldBeGreaterThan(5);
        host.Server.Misbehave = null;
        await using (var other = new Testing.DaybookApp(host.App.ConnectionString, settings: AwHost.Settings))
        {
            using var ready = other.Anonymous();
            await DueSyncs.RunAsync(other.Services, TestContext.Current.CancellationToken);
        }

        var last = await host.SyncAsync(id);
        last.GetProperty("state").GetString().ShouldBe("succeeded", last.GetRawText());
        (await host.SamplesAsync(Window)).ShouldBe((10_000, 10_000L * 50_000));
    }

    /// <summary>Waits until no run is running; one that could not write its end is closed as the schedule would, its lease being over.</summary>
    private async Task StoppedAsync(Guid id)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var running = await host.QueryAsync<bool>("select exists (select from integrations.sync_run where integration_id = @id and state = 'running')", new { id });
            if (!running.Single()) return;
            if (attempt == 50) await host.QueryAsync<int>("update integrations.sync_run set lease_until = now() - interval '1 second' where state = 'running' and integration_id = @id", new { id });
            if (attempt > 50) await DueSyncs.RunAsync(host.App.Services, TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("A run did not end.");
    }

    private async Task<double> NextAsync(Guid id) =>
        ((await host.SendAsync(HttpMethod.Get, $"integrations/{id}")).GetProperty("next_run_at").GetDateTimeOffset() - Now).TotalMinutes;

    private void Fill()
    {
        host.Server.Store.Bucket(Window, "currentwindow");
        for (var hour = 1; hour < 60; hour++)
            host.Server.Store.Add(Window, DateTimeOffset.FromUnixTimeSeconds(Now.AddHours(-hour).ToUnixTimeSeconds()), TimeSpan.FromMinutes(10), new { app = "Code", title = $"{hour}" });
    }
}
