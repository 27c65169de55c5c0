using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Devices;

public sealed class DeviceTests(TrackerApp tracker)
{
    private HttpClient Owner => tracker.Owner.Client;

    private async Task<(string Id, string Device, HttpClient Client)> CreateAsync(string name = "desk")
    {
        var made = await ReadAsync(await Owner.PostAsJsonAsync("/api/v1/devices", new { name, platform = "linux", project_id = tracker.Project }));
        var token = made.GetProperty("token").GetString()!;
        token.ShouldStartWith("dbd_");
        return (made.GetProperty("id").GetString()!, made.GetProperty("device_id").GetString()!, tracker.App.With(token));
    }

    private async Task<JsonElement> FindAsync(string id) =>
        (await Owner.GetFromJsonAsync<JsonElement>("/api/v1/devices")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    [Fact]
    public async Task A_made_device_sends_with_its_own_token_and_shows_in_the_list()
    {
        var (id, device, client) = await CreateAsync();
        (await ReadAsync(await tracker.PostAsync(Batch(device, [Event(), Event()]), client))).GetProperty("accepted").GetInt32().ShouldBe(2);
        (await client.PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={device}", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = await FindAsync(id);
        shown.GetProperty("name").GetString().ShouldBe("desk");
        shown.GetProperty("machine").GetString().ShouldBe("desk");
        shown.GetProperty("kind").GetString().ShouldBe("agent");
        shown.GetProperty("project").GetProperty("name").GetString().ShouldBe("Harbor");
        shown.GetProperty("samples_today").GetInt64().ShouldBeInRange(0, 2);
        shown.GetProperty("paused").GetBoolean().ShouldBeFalse();
        shown.GetProperty("revoked").GetBoolean().ShouldBeFalse();
        shown.GetProperty("last_seen_at").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-1));
    }

    [Fact]
    public async Task A_device_token_speaks_for_its_device_alone_and_for_nothing_else()
    {
        var (_, _, client) = await CreateAsync();
        var (_, other, _) = await CreateAsync();
        (await tracker.PostAsync(Batch(other, [Event()]), client)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync($"/api/v1/tracker/sync/status?device_id={other}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = other, project_id = tracker.Project })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/api/v1/devices")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsJsonAsync("/api/v1/devices", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_person_sees_and_changes_nothing_of_it()
    {
        var (id, _, _) = await CreateAsync();
        var other = await tracker.OtherAsync();
        (await other.GetFromJsonAsync<JsonElement>("/api/v1/devices")).GetProperty("items").EnumerateArray()
            .ShouldNotContain(one => one.GetProperty("id").GetString() == id);
        (await other.PatchAsJsonAsync($"/api/v1/devices/{id}", new { name = "mine" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"/api/v1/devices/{id}/token", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync($"/api/v1/devices/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_of_the_config_reaches_the_device_with_a_new_etag()
    {
        var (id, device, client) = await CreateAsync();
        var changed = await ReadAsync(await Owner.PatchAsJsonAsync(
            $"/api/v1/devices/{id}", new { name = "renamed", config = new { sample_interval_s = 10, excluded_bundle_ids = new[] { "com.bank", "COM.BANK" } } }));
        changed.GetProperty("name").GetString().ShouldBe("renamed");
        var config = await ReadAsync(await client.PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={device}", null));
        config.GetProperty("config_etag").GetString()!.ShouldMatch("^cfg_[0-9a-f]{12}$");
        config.GetProperty("sample_interval_s").GetInt32().ShouldBe(10);
        config.GetProperty("excluded_bundle_ids").GetArrayLength().ShouldBe(1);
        var answer = await ReadAsync(await tracker.PostAsync(Batch(device, []), client));
        answer.GetProperty("next_poll_after_s").GetInt32().ShouldBe(10);
        answer.GetProperty("config_etag").GetString().ShouldBe(config.GetProperty("config_etag").GetString());

        var same = await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { name = "again" }));
        same.GetProperty("config").GetProperty("config_etag").GetString().ShouldBe(config.GetProperty("config_etag").GetString());
    }

    [Fact]
    public async Task A_project_that_is_null_is_taken_away_and_one_left_out_stays()
    {
        var (id, _, _) = await CreateAsync();
        (await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { name = "same" }))).GetProperty("project").GetProperty("id").GetGuid()
            .ShouldBe(tracker.Project);
        (await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { project_id = (Guid?)null }))).GetProperty("project").ValueKind
            .ShouldBe(JsonValueKind.Null);
        (await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { project_id = tracker.Project }))).GetProperty("project").GetProperty("id").GetGuid()
            .ShouldBe(tracker.Project);
    }

    [Fact]
    public async Task A_config_out_of_range_is_refused_field_by_field()
    {
        var (id, _, _) = await CreateAsync();
        var answer = await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new
        {
            name = "", project_id = Guid.CreateVersion7(), config = new { sample_interval_s = 601, idle_threshold_s = 29, screenshot_policy = "always", screenshot_every_n_samples = 0 },
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Count().ShouldBe(6);
        (await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { config = new { keylogger = true } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_paused_or_excluded_or_locked_leaves_time_and_no_content()
    {
        var (id, device, client) = await CreateAsync();
        await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { config = new { excluded_bundle_ids = new[] { "com.example.MAIL" } } }));
        var (excluded, locked, told) = (Event(title: "secret"), Event(title: "secret"), Event(title: "secret"));
        locked["state"] = "locked";
        locked["active_app"] = null;
        told["state"] = "excluded";
        var first = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [excluded, locked, told]), client)));
        first.Verdicts.ShouldAllBe(verdict => verdict == "accepted");
        first.Reasons.ShouldBe(["excluded", null, null]);

        await ReadAsync(await Owner.PatchAsJsonAsync($"/api/v1/devices/{id}", new { paused = true, config = new { excluded_bundle_ids = Array.Empty<string>() } }));
        var config = await ReadAsync(await client.PostAsync($"/api/v1/tracker/devices:heartbeat?device_id={device}", null));
        config.GetProperty("paused").GetBoolean().ShouldBeTrue();
        var now = Event(title: "secret", ts: TimeProvider.System.GetUtcNow().AddSeconds(1));
        var before = Event(title: "from before the pause", ts: TimeProvider.System.GetUtcNow().AddHours(-1));
        BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, [now, before]), client))).Reasons.ShouldBe(["paused", null]);

        var stored = await tracker.StoredAsync(device);
        stored.Select(one => one.State).Order().ShouldBe(new short[] { 0, 2, 3, 4, 4 });
        stored.ShouldNotContain(one => one.Title == "secret");
        stored.Where(one => one.State != 0).ShouldAllBe(one => one.App == null && one.Title == null);
    }

    [Fact]
    public async Task A_revoked_device_is_shut_out_and_a_new_token_lets_it_back()
    {
        var (id, device, client) = await CreateAsync();
        (await Owner.DeleteAsync($"/api/v1/devices/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await tracker.PostAsync(Batch(device, [Event()]), client)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await tracker.PostAsync(Batch(device, [Event()]))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Owner.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = tracker.Project })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await FindAsync(id)).GetProperty("revoked").GetBoolean().ShouldBeTrue();

        var renewed = await ReadAsync(await Owner.PostAsync($"/api/v1/devices/{id}/token", null));
        var back = tracker.App.With(renewed.GetProperty("token").GetString()!);
        (await tracker.PostAsync(Batch(device, [Event()]), back)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
