using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Tracker;

public sealed class TrackerRoutesTests(HostFixture host)
{
    [Fact]
    public async Task The_timesheet_shows_what_was_derived_and_nothing_dismissed_personal_or_written()
    {
        var desk = await OpenAsync(host);
        var (project, task) = await desk.ProjectAsync("Tracked", "TRK-1");
        await desk.DeriveAsync(
            Block(1, 540, 600, project: project, description: "Work on it"), Block(2, 600, 630, Enrichment.Contracts.BlockKind.Personal),
            Block(3, 630, 660), Block(4, 660, 700));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(630), new { action = "dismiss" }));
        await OkAsync(desk.CreateAsync(720, 760));
        await OkAsync(DecideAsync(desk, await desk.AtAsync(540), new { action = "correct", task_id = task }));

        var sheet = await OkAsync(desk.Client.GetAsync($"/api/v1/tracker/timesheet?start={Today}&end={Today}"));

        sheet.EnumerateObject().Select(field => field.Name).ShouldBe(["days", "total_minutes", "days_count"]);
        (sheet.GetProperty("total_minutes").GetInt64(), sheet.GetProperty("days_count").GetInt32()).ShouldBe((100, 1));
        var day = sheet.GetProperty("days")[0];
        day.EnumerateObject().Select(field => field.Name).ShouldBe(["date", "total_minutes", "entries", "journal"]);
        var first = day.GetProperty("entries")[0];
        first.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["id", "entry_date", "duration_minutes", "task_id", "task_title", "description", "confidence_score", "attribution_status"]);
        (first.GetProperty("entry_date").GetString(), first.GetProperty("duration_minutes").GetInt64(), first.GetProperty("task_id").GetGuid(),
            first.GetProperty("task_title").GetString(), first.GetProperty("attribution_status").GetString())
            .ShouldBe((Today, 60, task, "Task TRK-1", "corrected"));
        day.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("duration_minutes").GetInt64()).ShouldBe([60, 40]);
    }

    [Theory]
    [InlineData("?start=2026-13-01")]
    [InlineData("?start=2026-11-20&end=2026-11-19")]
    [InlineData("?start=2020-01-01&end=2026-11-19")]
    public async Task A_range_that_makes_no_sense_is_a_bad_request(string query)
    {
        var desk = await OpenAsync(host);
        (await ProblemAsync(desk.Client.GetAsync("/api/v1/tracker/timesheet" + query))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_entry_is_confirmed_dismissed_and_corrected_from_any_state_with_a_task_of_ones_own()
    {
        var desk = await OpenAsync(host);
        var (_, task) = await desk.ProjectAsync("Decide", "DEC-1");
        var other = await OpenAsync(host);
        var (_, foreign) = await other.ProjectAsync("Foreign", "FOR-1");
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);

        var confirmed = await OkAsync(DecideAsync(desk, id, new { action = "confirm" }));
        confirmed.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "task_id", "task_title", "attribution_status"]);
        confirmed.GetProperty("attribution_status").GetString().ShouldBe("confirmed");
        (await OkAsync(DecideAsync(desk, id, new { action = "dismiss" }))).GetProperty("attribution_status").GetString().ShouldBe("dismissed");
        (await OkAsync(DecideAsync(desk, id, new { action = "correct", task_id = task }))).GetProperty("task_id").GetGuid().ShouldBe(task);

        (await ProblemAsync(DecideAsync(desk, id, new { action = "correct" }))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemAsync(DecideAsync(desk, id, new { action = "correct", task_id = foreign }))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemAsync(DecideAsync(other, id, new { action = "confirm" }))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ProblemAsync(DecideAsync(desk, id, new { action = "undo" }))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var written = (await OkAsync(desk.CreateAsync(700, 730))).GetProperty("id").GetGuid();
        (await ProblemAsync(DecideAsync(desk, written, new { action = "confirm" }))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Candidates_are_open_tasks_however_many_closed_ones_are_newer()
    {
        var desk = await OpenAsync(host);
        var (project, open) = await desk.ProjectAsync("Many", "MNY-0");
        for (var i = 1; i <= 30; i++)
            await OkAsync(desk.Client.PostAsJsonAsync($"/api/v1/projects/{project}/tasks", new { key = $"MNY-{i}", title = "Closed", status = "done" }));

        var found = (await OkAsync(desk.Client.GetAsync("/api/v1/tracker/candidate-tasks"))).EnumerateArray().ToArray();

        found.ShouldContain(task => task.GetProperty("id").GetGuid() == open);
        found.ShouldAllBe(task => task.GetProperty("status").GetString() != "done");
        found.Length.ShouldBeLessThanOrEqualTo(25);
    }

    [Fact]
    public async Task Target_hours_resolve_from_the_developer_over_the_project_and_workspace_to_eight()
    {
        await using var alone = new HostFixture();
        await alone.InitializeAsync();
        var owner = alone.Owner.Client;
        var workspace = alone.Owner.WorkspaceId;
        var project = (await OkAsync(owner.PostAsJsonAsync("/api/v1/projects", new { name = "Targeted" }))).GetProperty("id").GetGuid();
        (await ResolveAsync()).ShouldBe((8, "default"));
        await OkAsync(owner.PutAsJsonAsync("/api/v1/tracker/target-hours", new { workspace_id = workspace, target_hours_per_day = 7.5 }));
        (await ResolveAsync()).ShouldBe((7.5, "workspace"));
        await OkAsync(owner.PutAsJsonAsync("/api/v1/tracker/target-hours", new { workspace_id = workspace, project_id = project, target_hours_per_day = 4 }));
        (await ResolveAsync()).ShouldBe((7.5, "workspace"));
        (await ResolveAsync($"&project_id={project}")).ShouldBe((4, "project"));
        var me = alone.Owner.UserId;
        await OkAsync(owner.PutAsJsonAsync("/api/v1/tracker/target-hours", new { workspace_id = workspace, developer_id = me, target_hours_per_day = 6 }));
        (await ResolveAsync($"&project_id={project}")).ShouldBe((6, "developer"));
        (await OkAsync(owner.GetAsync($"/api/v1/tracker/target-hours?workspace_id={workspace}"))).GetArrayLength().ShouldBe(3);

        (await owner.DeleteAsync($"/api/v1/tracker/target-hours?workspace_id={workspace}&developer_id={me}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.DeleteAsync($"/api/v1/tracker/target-hours?workspace_id={workspace}&developer_id={me}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ResolveAsync()).ShouldBe((7.5, "workspace"));
        foreach (var hours in new[] { 0, 24.5, -1 })
        {
            (await ProblemAsync(owner.PutAsJsonAsync("/api/v1/tracker/target-hours", new { workspace_id = workspace, target_hours_per_day = hours }))).Body
                .GetProperty("errors").GetProperty("target_hours_per_day")[0].GetString().ShouldBe("out-of-range");
        }

        async Task<(double, string?)> ResolveAsync(string more = "")
        {
            var answer = await OkAsync(owner.GetAsync($"/api/v1/tracker/target-hours/resolve?workspace_id={workspace}{more}"));
            return (answer.GetProperty("target_hours_per_day").GetDouble(), answer.GetProperty("source").GetString());
        }
    }

    [Fact]
    public async Task A_member_looks_after_nobodys_target_hours()
    {
        var desk = await OpenAsync(host, role: "member");
        var workspace = host.Owner.WorkspaceId;
        (await ProblemAsync(desk.Client.PutAsJsonAsync("/api/v1/tracker/target-hours", new { workspace_id = workspace, target_hours_per_day = 1 }))).Status
            .ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(desk.Client.GetAsync($"/api/v1/tracker/target-hours?workspace_id={workspace}"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(desk.Client.GetAsync($"/api/v1/tracker/target-hours/resolve?workspace_id={Guid.CreateVersion7()}"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_projects_settings_reach_its_devices_and_those_to_come()
    {
        var desk = await OpenAsync(host);
        var (project, _) = await desk.ProjectAsync("Captured", "CAP-1");
        await OkAsync(desk.Client.PatchAsJsonAsync($"/api/v1/projects/{project}", new { tracker_enabled = true }));
        var url = $"/api/v1/tracker/admin/projects/{project}/config";
        var (first, second) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        var before = (await EnrollAsync(first)).GetProperty("config").GetProperty("config_etag").GetString();
        (await OkAsync(desk.Client.GetAsync(url), "config", "sample_interval_s")).GetInt32().ShouldBe(60);

        var set = await OkAsync(desk.Client.PutAsJsonAsync(url, new { config = new { sample_interval_s = 30, excluded_bundle_ids = new[] { "com.bank" } } }));
        (set.GetProperty("enabled").GetBoolean(), set.GetProperty("config").GetProperty("idle_threshold_s").GetInt32()).ShouldBe((true, 300));
        await OkAsync(desk.Client.PutAsJsonAsync(url, new { config = new { paused = true } }));

        var asked = await OkAsync(desk.Client.PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={first}", null));
        (asked.GetProperty("sample_interval_s").GetInt32(), asked.GetProperty("paused").GetBoolean(), asked.GetProperty("excluded_bundle_ids")[0].GetString())
            .ShouldBe((30, true, "com.bank"));
        asked.GetProperty("config_etag").GetString().ShouldNotBe(before);
        (await EnrollAsync(second)).GetProperty("config").GetProperty("sample_interval_s").GetInt32().ShouldBe(30);
        var listed = (await OkAsync(desk.Client.GetAsync($"/api/v1/tracker/admin/projects?workspace_id={host.Owner.WorkspaceId}"))).EnumerateArray()
            .Single(item => item.GetProperty("id").GetGuid() == project);
        (listed.GetProperty("device_count").GetInt32(), listed.GetProperty("active_devices").GetInt32(), listed.GetProperty("enabled").GetBoolean()).ShouldBe((2, 2, true));

        (await ProblemAsync(desk.Client.PutAsJsonAsync(url, new { config = new { sample_interval_s = 601 } }))).Body
            .GetProperty("errors").GetProperty("config.sample_interval_s")[0].GetString().ShouldBe("out-of-range");
        (await desk.Client.PutAsJsonAsync(url, new { config = new { keylogger = true } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var member = await OpenAsync(host, role: "member");
        (await ProblemAsync(member.Client.PutAsJsonAsync(url, new { enabled = false }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(desk.Client.GetAsync($"/api/v1/tracker/admin/projects/{Guid.CreateVersion7()}/config"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await OkAsync(desk.Client.PutAsJsonAsync(url, new { enabled = false }))).GetProperty("enabled").GetBoolean().ShouldBeFalse();

        async Task<JsonElement> EnrollAsync(string device) => await OkAsync(desk.Client.PostAsJsonAsync(
            "/api/v1/tracker/devices:enroll", new { device_id = device, project_id = project, name = "Laptop", platform = "macos" }));
    }

    private static Task<HttpResponseMessage> DecideAsync(Desk desk, Guid id, object body) =>
        desk.Client.PatchAsJsonAsync($"/api/v1/tracker/timesheet/entries/{id}", body);
}
