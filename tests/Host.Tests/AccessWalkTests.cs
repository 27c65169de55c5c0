using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Kernel.Access;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

/// <summary>Walks every endpoint the host has: as a stranger, with the wrong scope, and as a member of another workspace.</summary>
public sealed class AccessWalkTests(PostgresFixture database) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Secret = "Zanzibar";
    private static readonly Guid DeviceId = Guid.CreateVersion7();
    private static readonly string Day = DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    private readonly DaybookApp app = new(database.ConnectionString);
    private Owner owner = null!;

    public async ValueTask InitializeAsync()
    {
        owner = await FirstAsync();
        app.Services.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_stranger_gets_nowhere()
    {
        using var stranger = app.Anonymous();
        var walk = new Walk(new Dictionary<string, string>(StringComparer.Ordinal) { ["{date}"] = Day });
        var wrong = new List<string>();
        foreach (var stop in Stop.All(app))
        {
            var (status, text) = await walk.VisitAsync(stranger, stop);
            // ActivityWatch's clients are told in its words.
            var words = stop.Route.StartsWith("/api/0/", StringComparison.Ordinal) ? "You need to sign in." : "/problems/sign-in-needed";
            if (status != 401 || !text.Contains(words, StringComparison.Ordinal)) wrong.Add($"{stop}: {status} {text}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_is_made_up_gets_nowhere()
    {
        using var liar = app.With("dbp_" + new string('a', 49));
        var walk = new Walk(new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var stop in Stop.All(app)) (await walk.VisitAsync(liar, stop)).Status.ShouldBe(401, stop.ToString());
    }

    [Theory]
    [InlineData("read", Policies.Read, Policies.EditorRead)]
    [InlineData("ingest", Policies.Ingest, Policies.EditorWrite)]
    [InlineData("write", Policies.Read, Policies.Write, Policies.Ingest, Policies.EditorRead, Policies.EditorWrite)]
    public async Task A_token_opens_what_its_scope_names_and_nothing_else(string scope, params string[] opens)
    {
        using var client = app.With(await app.TokenOfAsync(owner.Email, owner.Password, scope));
        await OnlyAsync(client, opens);
    }

    [Fact]
    public async Task A_device_token_only_brings_samples_in()
    {
        var made = await ReadAsync(await owner.Client.PostAsJsonAsync("/api/v1/devices", new { name = "robot", platform = "linux" }));
        using var device = app.With(made.GetProperty("token").GetString()!);
        await OnlyAsync(device, Policies.Ingest, Policies.EditorWrite);
    }

    [Fact]
    public async Task An_editor_key_opens_what_editors_need_and_is_nobody_anywhere_else()
    {
        var made = await ReadAsync(await owner.Client.PostAsJsonAsync("/api/v1/me/editor-keys", new { name = "vim" }));
        using var editor = app.With(made.GetProperty("key").GetString()!);
        var walk = new Walk(new Dictionary<string, string>(StringComparer.Ordinal) { ["{date}"] = Day });
        foreach (var stop in Stop.All(app))
        {
            var (status, text) = await walk.VisitAsync(editor, stop);
            var open = stop.Policy is Policies.EditorRead or Policies.EditorWrite;
            (open ? status is not (401 or 403) : status is 401 or 403).ShouldBeTrue($"{stop} ({stop.Policy}): {status} {text}");
        }
    }

    [Fact]
    public async Task A_member_of_another_workspace_sees_and_changes_nothing_of_the_first()
    {
        var values = await FurnishAsync();
        using var neighbour = app.With(await NeighbourAsync());
        var before = await SnapshotAsync();
        var walk = new Walk(values, Bodies(values));
        var wrong = new List<string>();
        foreach (var stop in Stop.All(app).Where(stop => !EndsAccess(stop)))
        {
            var (status, text) = await walk.VisitAsync(neighbour, stop);
            if (status >= 500) wrong.Add($"{stop}: {status} {text}");
            if (text.Contains(Secret, StringComparison.OrdinalIgnoreCase)) wrong.Add($"{stop} shows: {text}");
            if (status < 300 && stop.Route.Contains('{', StringComparison.Ordinal) && !stop.Route.Contains("{date}", StringComparison.Ordinal)
                && !stop.Route.Contains("/admin/schedules/", StringComparison.Ordinal)
                // Buckets and settings of ActivityWatch have names, and everybody's are their own.
                && !stop.Route.StartsWith("/api/0/", StringComparison.Ordinal))
                wrong.Add($"{stop} ({walk.PathOf(stop.Route)}) takes an id of the first workspace: {status} {text}");
        }

        wrong.ShouldBeEmpty();
        (await SnapshotAsync()).ShouldBe(before);
    }

    // Every stop whose policy the token does not open answers 403; the others answer anything but 401 and 403 for lack of scope.
    private async Task OnlyAsync(HttpClient client, params string[] opens)
    {
        var walk = new Walk(new Dictionary<string, string>(StringComparer.Ordinal) { ["{date}"] = Day });
        var wrong = new List<string>();
        var closed = 0;
        foreach (var stop in Stop.All(app).Where(stop => !EndsAccess(stop)))
        {
            var (status, text) = await walk.VisitAsync(client, stop);
            var refused = text.Contains(stop.Route.StartsWith("/api/0/", StringComparison.Ordinal) ? "You may not do this." : "/problems/forbidden\"", StringComparison.Ordinal);
            var open = opens.Contains(stop.Policy, StringComparer.Ordinal);
            if (open ? status == 401 || refused : status != 403) wrong.Add($"{stop} ({stop.Policy}): {status} {text}");
            if (!open) closed++;
        }

        wrong.ShouldBeEmpty();
        closed.ShouldBeGreaterThan(5);
    }

    // These would end the very access the walk stands on.
    private static bool EndsAccess(Stop stop) => stop.Route is "/api/v1/auth/sign-out" or "/api/v1/me/password";

    private async Task<Owner> FirstAsync()
    {
        using var anonymous = app.Anonymous();
        var needed = (await anonymous.GetFromJsonAsync<JsonElement>("/api/v1/setup")).GetProperty("needed").GetBoolean();
        if (needed) return await app.SetupAsync();
        var token = await app.TokenOfAsync("owner@example.org", DaybookApp.Password);
        return new Owner(app.With(token), default, default, token, "owner@example.org", DaybookApp.Password);
    }

    /// <summary>One of everything that has an id, in the first workspace, each with the secret word in it.</summary>
    private async Task<Dictionary<string, string>> FurnishAsync()
    {
        var client = owner.Client;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["{date}"] = Day };
        var me = await GetAsync("/api/v1/me");
        values["workspaces/{id}"] = me.GetProperty("workspace").GetProperty("id").GetString()!;
        values["members/{user_id}"] = me.GetProperty("user_id").GetString()!;
        values["projects/{id}"] = await MakeAsync("/api/v1/projects", new { name = Secret, key = "ZAN", tracker_enabled = true });
        values["tasks/{id}"] = await MakeAsync($"/api/v1/projects/{values["projects/{id}"]}/tasks", new { key = "ZAN-1", title = Secret + " task", status = "in progress" });
        await ReadAsync(await client.PostAsJsonAsync("/api/v1/repositories", new { repository = "zanzibar-api", project_id = values["projects/{id}"] }));
        values["repositories/{repository}"] = "zanzibar-api";
        await ReadAsync(await client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new
        {
            device_id = DeviceId, project_id = values["projects/{id}"], name = Secret + " laptop", platform = "linux",
        }));
        values["devices/{id}"] = (await GetAsync("/api/v1/devices")).GetProperty("items").EnumerateArray()
            .First(device => device.GetProperty("name").GetString()!.StartsWith(Secret, StringComparison.Ordinal)).GetProperty("id").GetString()!;
        await SendSamplesAsync();
        values["entries/{id}"] = await MakeAsync("/api/v1/entries", new { start = $"{Day}T03:00:00.000Z", end = $"{Day}T04:00:00.000Z", description = Secret });
        values["rules/{id}"] = await MakeAsync("/api/v1/rules", new
        {
            name = Secret, scope = "user", when = new { all = new[] { new { field = "title", op = "contains", value = Secret } } }, then = new { category = "Work" },
        });
        values["integrations/{id}"] = await MakeAsync("/api/v1/integrations", new
        {
            connector = "activitywatch", name = Secret, settings = new { server_url = "http://127.0.0.1:9" }, schedule = new { kind = "off" },
        });
        values["runs/{run_id}"] = (await ReadAsync(await client.PostAsync($"/api/v1/integrations/{values["integrations/{id}"]}/sync", null)))
            .GetProperty("run_id").GetString()!;
        values["api-tokens/{id}"] = (await GetAsync("/api/v1/me/api-tokens")).GetProperty("items")[0].GetProperty("id").GetString()!;
        values["editor-keys/{id}"] = await MakeAsync("/api/v1/me/editor-keys", new { name = Secret });
        values["sessions/{id}"] = (await GetAsync("/api/v1/me/sessions")).GetProperty("items")[0].GetProperty("id").GetString()!;
        await app.WaitUntilSettledAsync();
        var blocks = await GetAsync($"/api/v1/days/{Day}/blocks");
        values["blocks/{id}"] = blocks.GetProperty("blocks")[0].GetProperty("id").GetString()!;
        return values;

        async Task<string> MakeAsync(string path, object body) => (await ReadAsync(await client.PostAsJsonAsync(path, body))).GetProperty("id").GetString()!;
    }

    private async Task SendSamplesAsync()
    {
        var start = DateTimeOffset.Parse($"{Day}T08:00:00Z", CultureInfo.InvariantCulture);
        var answer = await owner.Client.PostAsJsonAsync("/api/v1/tracker/events:batch", new
        {
            schema_version = "1.0", device_id = DeviceId, sent_at = DateTimeOffset.UtcNow,
            events = Enumerable.Range(1, 60).Select(i => new
            {
                event_id = Guid.CreateVersion7(), client_seq = i, ts = start.AddMinutes(i), interval_s = 60,
                active_app = new { name = "Code", bundle_id = "code", window_title = $"{Secret}.cs - zanzibar-api" },
                file_context = new { repo = "zanzibar-api", branch = "main" },
            }),
        });
        (await ReadAsync(answer)).GetProperty("accepted").GetInt32().ShouldBe(60);
    }

    // Bodies that would do harm if the ids were taken.
    private static Dictionary<string, Func<JsonNode>> Bodies(Dictionary<string, string> ids)
    {
        var project = ids["projects/{id}"];
        return new(StringComparer.Ordinal)
        {
            ["PATCH /api/v1/entries/{id:guid}"] = () => new JsonObject { ["action"] = "dismiss" },
            ["POST /api/v1/entries/bulk"] = () => new JsonObject { ["ids"] = new JsonArray(ids["entries/{id}"]), ["action"] = "dismiss" },
            ["POST /api/v1/entries"] = () => new JsonObject { ["start"] = $"{Day}T03:00:00.000Z", ["end"] = $"{Day}T04:00:00.000Z", ["project_id"] = project },
            ["PATCH /api/v1/projects/{id:guid}"] = () => new JsonObject { ["name"] = "Taken over" },
            ["POST /api/v1/projects/{id:guid}/tasks"] = () => new JsonObject { ["key"] = "X-1", ["title"] = "x", ["status"] = "todo" },
            ["PATCH /api/v1/tasks/{id:guid}"] = () => new JsonObject { ["title"] = "Taken over" },
            ["PATCH /api/v1/devices/{id:guid}"] = () => new JsonObject { ["paused"] = true },
            ["PATCH /api/v1/workspaces/{id:guid}"] = () => new JsonObject { ["name"] = "Taken over" },
            ["PATCH /api/v1/me"] = () => new JsonObject { ["workspace_id"] = ids["workspaces/{id}"] },
            ["PATCH /api/v1/members/{user_id:guid}"] = () => new JsonObject { ["role"] = "member" },
            ["POST /api/v1/repositories"] = () => new JsonObject { ["repository"] = "other", ["project_id"] = project },
            ["PATCH /api/v1/rules/{id:guid}"] = () => new JsonObject { ["enabled"] = false },
            ["POST /api/v1/tracker/devices:enroll"] = () => new JsonObject { ["device_id"] = DeviceId, ["project_id"] = project, ["name"] = "x", ["platform"] = "linux" },
            ["POST /api/v1/tracker/events:batch"] = () => new JsonObject
            {
                ["schema_version"] = "1.0", ["device_id"] = DeviceId, ["sent_at"] = DateTimeOffset.UtcNow, ["events"] = new JsonArray(),
            },
        };
    }

    /// <summary>What the owner sees of their own, to be the same before and after.</summary>
    private async Task<string> SnapshotAsync()
    {
        var pages = new List<string>();
        foreach (var path in new[] { "workspaces", "members", "projects?archived=true", "tasks", "repositories", "rules", $"entries?start={Day}&end={Day}", $"timesheet?start={Day}&end={Day}" })
            pages.Add(path + " " + (await GetAsync("/api/v1/" + path)).GetRawText());
        foreach (var device in (await GetAsync("/api/v1/devices")).GetProperty("items").EnumerateArray())
            pages.Add($"{device.GetProperty("name")} {device.GetProperty("paused")} {device.GetProperty("revoked")}");
        return string.Join('\n', pages);
    }

    /// <summary>Somebody who owns a workspace of their own on the same host and has left the first.</summary>
    private async Task<string> NeighbourAsync()
    {
        const string email = "neighbour@example.org";
        var member = await ReadAsync(await owner.Client.PostAsJsonAsync("/api/v1/members", new { email, name = "Nils Neighbour", role = "admin", password = DaybookApp.Password }));
        using (var inside = app.With(await app.TokenOfAsync(email, DaybookApp.Password)))
        {
            var own = await ReadAsync(await inside.PostAsJsonAsync("/api/v1/workspaces", new { name = "Next door" }));
            await ReadAsync(await inside.PatchAsJsonAsync("/api/v1/me", new { workspace_id = own.GetProperty("id").GetString() }));
        }

        (await owner.Client.DeleteAsync($"/api/v1/members/{member.GetProperty("user_id").GetString()}")).IsSuccessStatusCode.ShouldBeTrue();
        return await app.TokenOfAsync(email, DaybookApp.Password);
    }

    private async Task<JsonElement> GetAsync(string path) => await ReadAsync(await owner.Client.GetAsync(path));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}
