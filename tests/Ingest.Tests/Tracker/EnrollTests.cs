using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class EnrollTests(TrackerApp tracker)
{
    private static Task<HttpResponseMessage> EnrollAsync(HttpClient client, string device, object project) =>
        client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = project.ToString(), name = "laptop", platform = "linux" });

    [Fact]
    public async Task Enrolling_answers_the_capture_config_and_the_project_list_says_where()
    {
        var projects = await tracker.Owner.Client.GetFromJsonAsync<JsonElement>("/api/v1/tracker/projects");
        projects.EnumerateArray().ShouldContain(one => one.GetProperty("id").GetGuid() == tracker.Project && one.GetProperty("name").GetString() == "Harbor");

        var device = Guid.CreateVersion7().ToString();
        var answer = await EnrollAsync(tracker.Owner.Client, device.ToUpperInvariant(), tracker.Project);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        made.GetProperty("device_id").GetString().ShouldBe(device);
        made.GetProperty("project_id").GetGuid().ShouldBe(tracker.Project);
        var config = made.GetProperty("config");
        config.GetProperty("config_etag").GetString().ShouldBe("cfg_0");
        config.GetProperty("sample_interval_s").GetInt32().ShouldBe(60);
        config.GetProperty("idle_threshold_s").GetInt32().ShouldBe(300);
        config.GetProperty("screenshot_policy").GetString().ShouldBe("off");
        config.GetProperty("screenshot_every_n_samples").GetInt32().ShouldBe(5);
        config.GetProperty("paused").GetBoolean().ShouldBeFalse();
        config.GetProperty("excluded_bundle_ids").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Enrolling_again_points_the_device_to_another_project()
    {
        var other = await TrackerApp.ProjectAsync(tracker.Owner.Client, "Lantern");
        var device = await tracker.EnrollAsync();
        (await EnrollAsync(tracker.Owner.Client, device, other)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var devices = await tracker.Owner.Client.GetFromJsonAsync<JsonElement>("/api/v1/devices");
        var mine = devices.GetProperty("items").EnumerateArray().Where(one => one.GetProperty("device_id").GetString() == device).ToList();
        mine.Count.ShouldBe(1);
        mine[0].GetProperty("project").GetProperty("name").GetString().ShouldBe("Lantern");
        mine[0].GetProperty("platform").GetString().ShouldBe("linux");
    }

    [Fact]
    public async Task A_device_of_somebody_else_is_forbidden()
    {
        var device = await tracker.EnrollAsync();
        var answer = await EnrollAsync(await tracker.OtherAsync(), device, tracker.Project);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/device-of-someone-else");
    }

    [Fact]
    public async Task A_project_that_is_unknown_or_switched_off_or_not_mine_is_refused()
    {
        var off = await TrackerApp.ProjectAsync(tracker.Owner.Client, "Off", tracker: false);
        var closed = (await TrackerApp.ReadAsync(await tracker.Owner.Client.PostAsJsonAsync(
            "/api/v1/projects", new { name = "Closed", everyone = false }))).GetProperty("id").GetGuid();
        var device = Guid.CreateVersion7().ToString();
        (await EnrollAsync(tracker.Owner.Client, device, off)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EnrollAsync(await tracker.OtherAsync(), device, closed)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EnrollAsync(tracker.Owner.Client, device, Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await EnrollAsync(tracker.Owner.Client, device, "no-uuid")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Fields_out_of_shape_are_listed_all_at_once()
    {
        var answer = await tracker.Owner.Client.PostAsJsonAsync(
            "/api/v1/tracker/devices:enroll", new { device_id = new string('x', 37), name = new string('x', 256), platform = new string('x', 33) });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(one => one.Name).Order().ShouldBe(["device_id", "name", "platform", "project_id"]);
    }

    [Fact]
    public async Task Heartbeat_and_sync_status_know_the_device_and_nobody_elses()
    {
        var device = await tracker.EnrollAsync();
        await tracker.SendAsync(device, TrackerApp.Event(seq: 41), TrackerApp.Event(seq: 7));
        var config = await TrackerApp.ReadAsync(await tracker.Owner.Client.PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={device}", null));
        config.GetProperty("config_etag").GetString().ShouldBe("cfg_0");

        var status = await tracker.Owner.Client.GetFromJsonAsync<JsonElement>($"/api/v1/tracker/sync/status?device_id={device}");
        status.GetProperty("device_id").GetString().ShouldBe(device);
        status.GetProperty("server_seq").GetInt64().ShouldBe(41);
        status.GetProperty("last_seen_at").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-1));

        foreach (var path in new[] { $"devices:heartbeat?device_id={device}", "devices:heartbeat", "devices:heartbeat?device_id=nobody" })
            (await (await tracker.OtherAsync()).PostAsync("/api/v1/tracker/" + path, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await tracker.OtherAsync()).GetAsync($"/api/v1/tracker/sync/status?device_id={device}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await tracker.PostAsync(TrackerApp.Batch(device, [TrackerApp.Event()]), await tracker.OtherAsync())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await tracker.App.Anonymous().PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={device}", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
