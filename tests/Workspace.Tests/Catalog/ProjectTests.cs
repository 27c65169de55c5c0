using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class ProjectTests(Studio studio) : IClassFixture<Studio>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly int userId = studio.UserId;

    [Fact]
    public async Task The_first_eight_projects_get_eight_colours_and_a_person_may_choose_another()
    {
        var made = await owner.Client.MakeAsync("/api/v1/workspaces", new { name = "Colours" });
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = made.Id() });
        var colors = new List<string>();
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 9).Select(i => browser.SendAsync(HttpMethod.Post, "/api/v1/projects", new { name = $"P{i}" }))))
            colors.Add((await answer.JsonAsync()).GetProperty("color").GetString()!);
        colors.Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
        colors.ShouldAllBe(color => color.Length == 7);
        await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = owner.WorkspaceId });

        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Own colour", color = "#ABCDEF" });
        project.GetProperty("color").GetString().ShouldBe("#abcdef");
    }

    [Fact]
    public async Task A_project_lives_from_creation_to_archive()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = " Website ", key = "WEB" });
        project.GetProperty("name").GetString().ShouldBe("Website");
        project.GetProperty("tracker_enabled").GetBoolean().ShouldBeTrue();
        project.GetProperty("member_count").GetInt32().ShouldBeGreaterThan(0);
        await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "WEB-1", title = "Open" });
        await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "WEB-2", title = "Closed", status = "Done" });

        var changed = await (await owner.Client.PatchAsJsonAsync($"/api/v1/projects/{project.Id()}", new { name = "Site", key = "", tracker_enabled = false })).JsonAsync();
        changed.GetProperty("key").ValueKind.ShouldBe(JsonValueKind.Null);
        changed.GetProperty("tracker_enabled").GetBoolean().ShouldBeFalse();
        changed.GetProperty("open_tasks").GetInt32().ShouldBe(1);

        await owner.Client.PatchAsJsonAsync($"/api/v1/projects/{project.Id()}", new { archived = true });
        (await owner.Client.GetJsonAsync("/api/v1/projects")).GetRawText().ShouldNotContain(project.Id().ToString());
        (await owner.Client.GetJsonAsync("/api/v1/projects?archived=true")).GetRawText().ShouldContain(project.Id().ToString());
        (await owner.Client.PostAsJsonAsync("/api/v1/projects", new { name = "Site" })).StatusCode.ShouldBe(HttpStatusCode.Created, "an archived project's name is free");
        (await (await owner.Client.PatchAsJsonAsync($"/api/v1/projects/{project.Id()}", new { archived = false })).ErrorsAsync()).ShouldBe("name: taken");
    }

    [Fact]
    public async Task Every_wrong_field_of_a_project_or_task_is_named_at_once()
    {
        async Task<string> ErrorsAsync(string path, object body) => await (await owner.Client.PostAsJsonAsync("/api/v1/" + path, body)).ErrorsAsync();

        (await ErrorsAsync("projects", new { name = "", key = "no spaces", color = "red" })).ShouldBe("color: invalid; key: invalid; name: required");
        (await ErrorsAsync("projects", new { name = new string('x', 101), key = new string('K', 21) })).ShouldBe("key: too-long; name: too-long");
        (await ErrorsAsync("projects", new { name = "a\u0000b" })).ShouldBe("name: invalid");
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Twice", key = "TW" });
        (await ErrorsAsync("projects", new { name = "TWICE" })).ShouldBe("name: taken");
        (await ErrorsAsync("projects", new { name = "Other", key = "tw" })).ShouldBe("key: taken");

        var tasks = $"projects/{project.Id()}/tasks";
        (await ErrorsAsync(tasks, new { url = "javascript:alert(1)", assignee_id = "nobody", labels = new[] { "" } }))
            .ShouldBe("assignee_id: invalid; key: required; labels: required; title: required; url: invalid");
        (await ErrorsAsync(tasks, new { key = "TW-1", title = new string('x', 501), status = "", assignee_id = Guid.CreateVersion7() }))
            .ShouldBe("assignee_id: unknown; status: required; title: too-long");
        await owner.Client.MakeAsync("/api/v1/" + tasks, new { key = "TW-1", title = "First" });
        (await ErrorsAsync(tasks, new { key = "tw-1", title = "Second" })).ShouldBe("key: taken");
        (await ErrorsAsync("repositories", new { repository = " " })).ShouldBe("project_id: required; repository: required");
        (await owner.Client.PostAsJsonAsync($"/api/v1/projects/{Guid.CreateVersion7()}/tasks", new { key = "X", title = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_closed_task_remembers_when_and_forgets_it_when_reopened()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Closing" });
        var task = await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "C-1", title = "Close me", labels = new[] { "bug" }, assignee_id = owner.UserId });
        task.GetProperty("status").GetString().ShouldBe("todo");
        var catalog = app.Services.GetRequiredService<CatalogQueries>();
        var info = (await catalog.FindTaskAsync(userId, task.Id(), default))!;
        info.IsOpen.ShouldBeTrue();
        info.AssigneeId.ShouldBe(owner.UserId);
        info.Labels.ShouldBe(["bug"]);

        await owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", new { status = "Merged", assignee_id = "" });
        info = (await catalog.FindTaskAsync(userId, task.Id(), default))!;
        info.ClosedAt.ShouldNotBeNull();
        info.AssigneeId.ShouldBeNull();
        (await catalog.ForUserAsync(userId, default)).Tasks.ShouldContain(one => one.Id == task.Id(), "past days still need closed tasks");
        await owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", new { status = "in progress" });
        info = (await catalog.FindTaskAsync(userId, task.Id(), default))!;
        info.ClosedAt.ShouldBeNull();
        info.InProgress.ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_may_be_expected_to_take_some_time_until_somebody_takes_that_back()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Guessing" });
        var tasks = $"/api/v1/projects/{project.Id()}/tasks";
        var task = await owner.Client.MakeAsync(tasks, new { key = "G-1", title = "Guess me", estimate_minutes = 390 });
        task.GetProperty("estimate_minutes").GetInt32().ShouldBe(390);
        var other = await owner.Client.MakeAsync(tasks, new { key = "G-2", title = "Nobody knows" });
        other.GetProperty("estimate_minutes").ValueKind.ShouldBe(JsonValueKind.Null);
        Task<HttpResponseMessage> PatchAsync(object change) => owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task.Id()}", change);
        async Task<string> ListedAsync() => string.Join(' ', (await owner.Client.GetJsonAsync(tasks)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("estimate_minutes").GetRawText()));

        (await (await PatchAsync(new { title = "Guess me again" })).JsonAsync()).GetProperty("estimate_minutes").GetInt32().ShouldBe(390, "what is not named stays");
        (await ListedAsync()).ShouldBe("null 390");
        foreach (var wrong in new[] { 0, -5, 59_941, int.MaxValue })
        {
            (await (await PatchAsync(new { estimate_minutes = wrong })).ErrorsAsync()).ShouldBe("estimate_minutes: out-of-range");
            (await (await owner.Client.PostAsJsonAsync(tasks, new { key = "G-3", title = "Too much", estimate_minutes = wrong })).ErrorsAsync()).ShouldBe("estimate_minutes: out-of-range");
        }

        (await PatchAsync(new { estimate_minutes = 59_940 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ListedAsync()).ShouldBe("null 59940");
        (await (await PatchAsync(new { estimate_minutes = (int?)null })).JsonAsync()).GetProperty("estimate_minutes").ValueKind.ShouldBe(JsonValueKind.Null);
        (await ListedAsync()).ShouldBe("null null");
    }

    [Fact]
    public async Task A_tracker_that_brings_a_task_again_leaves_its_estimate()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Brought" });
        var items = app.Services.GetRequiredService<WorkItems>();
        Task BringAsync(string title) => app.Services.GetRequiredService<Db>().InTransactionAsync(tx =>
            items.UpsertAsync(tx, userId, [new WorkItem(project.Id(), "tracker", "b1", "B-1", title, "open", [], null)], default), default);
        async Task<JsonElement> TaskAsync() => (await owner.Client.GetJsonAsync($"/api/v1/projects/{project.Id()}/tasks")).GetProperty("items")[0];

        await BringAsync("Once");
        (await owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{(await TaskAsync()).Id()}", new { estimate_minutes = 60 })).EnsureSuccessStatusCode();
        await BringAsync("Twice");
        var task = await TaskAsync();
        (task.GetProperty("title").GetString(), task.GetProperty("estimate_minutes").GetInt32()).ShouldBe(("Twice", 60));
    }

    [Fact]
    public async Task A_deleted_task_takes_no_more_time_but_keeps_its_name()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Deleting" });
        var task = await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "D-1", title = "Delete me" });
        (await owner.Client.DeleteAsync($"/api/v1/tasks/{task.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.Client.DeleteAsync($"/api/v1/tasks/{task.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var catalog = app.Services.GetRequiredService<CatalogQueries>();
        (await catalog.FindTaskAsync(userId, task.Id(), default)).ShouldBeNull();
        (await catalog.ForUserAsync(userId, default)).Tasks.ShouldNotContain(one => one.Id == task.Id());
        (await catalog.NamesAsync([project.Id()], [task.Id()], default)).Tasks[task.Id()].Title.ShouldBe("Delete me");
        (await owner.Client.PostAsJsonAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "D-1", title = "Again" })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Tasks_are_found_by_key_before_title_and_only_where_one_works()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Finding", color = "#123456" });
        foreach (var (key, title, status) in new[] { ("F-12", "Something", "todo"), ("F-1", "100% of f-12", "todo"), ("F-3", "Old f-12", "done"), ("F-4", "Nothing", "todo") })
            await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key, title, status });

        async Task<string> KeysAsync(string query) => string.Join(" ", (await owner.Client.GetJsonAsync("/api/v1/tasks?" + query))
            .GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()));

        (await KeysAsync("query=f-12")).ShouldBe("F-12 F-1");
        (await KeysAsync("query=100%25")).ShouldBe("F-1");
        (await KeysAsync("query=F-1")).ShouldBe("F-1 F-12");
        (await KeysAsync("query=f-12&open=false")).ShouldBe("F-3");
        (await KeysAsync("query=%00nothing%27")).ShouldBe("");
        (await KeysAsync("query=F-&limit=1")).Split(' ').Length.ShouldBe(1);
        var first = (await owner.Client.GetJsonAsync("/api/v1/tasks?query=f-12")).GetProperty("items")[0].GetProperty("project");
        first.GetRawText().ShouldBe($$"""{"id":"{{project.Id()}}","name":"Finding","color":"#123456"}""");
    }

    [Fact]
    public async Task Tasks_of_a_project_come_in_pages()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Pages" });
        for (var i = 0; i < 5; i++) await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = $"P-{i}", title = "x" });
        var keys = new List<string>();
        var cursor = "";
        do
        {
            var page = await owner.Client.GetJsonAsync($"/api/v1/projects/{project.Id()}/tasks?limit=2{cursor}");
            keys.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + next : null;
        }
        while (cursor is not null);
        keys.ShouldBe(["P-4", "P-3", "P-2", "P-1", "P-0"]);
    }

    [Fact]
    public async Task A_repository_has_one_mapping_whatever_its_case()
    {
        var web = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Repo web" });
        var api = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Repo api" });
        var task = await owner.Client.MakeAsync($"/api/v1/projects/{api.Id()}/tasks", new { key = "RA-1", title = "Everything here" });
        await owner.Client.MakeAsync("/api/v1/repositories", new { repository = "acme/Shop", project_id = web.Id() });
        (await (await owner.Client.PostAsJsonAsync("/api/v1/repositories", new { repository = "acme/shop", project_id = web.Id(), task_id = task.Id() })).ErrorsAsync())
            .ShouldBe("task_id: unknown");
        var mapped = await owner.Client.MakeAsync("/api/v1/repositories", new { repository = "acme/shop", project_id = api.Id(), task_id = task.Id() });
        mapped.GetProperty("task").GetProperty("key").GetString().ShouldBe("RA-1");

        var catalog = app.Services.GetRequiredService<CatalogQueries>();
        var all = (await catalog.ForUserAsync(userId, default)).Repositories;
        all.Count(one => string.Equals(one.Repository, "acme/shop", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
        all.ShouldContain(new RepositoryInfo("acme/shop", api.Id(), task.Id()));
        (await owner.Client.DeleteAsync("/api/v1/repositories/ACME%2Fshop")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await owner.Client.DeleteAsync("/api/v1/repositories/acme/shop")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_closed_circle_is_seen_by_its_members_only()
    {
        const string password = "a perfectly fine password";
        await owner.Client.MakeAsync("/api/v1/members", new { email = "outsider@example.org", name = "Out", role = "member", password });
        var outsider = await studio.SignInAsync("outsider@example.org", password);
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Circle", everyone = false });
        (await outsider.Client.GetJsonAsync("/api/v1/projects")).GetRawText().ShouldNotContain("Circle");
        (await outsider.Client.GetAsync($"/api/v1/projects/{project.Id()}/tasks")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var members = $"/api/v1/projects/{project.Id()}/members";
        (await owner.Client.PostAsJsonAsync(members, new { user_id = outsider.UserId })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await outsider.Client.GetAsync($"/api/v1/projects/{project.Id()}/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.Client.GetJsonAsync(members)).GetProperty("items").GetArrayLength().ShouldBe(2);
        (await owner.Client.DeleteAsync($"{members}/{outsider.UserId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await outsider.Client.GetAsync($"/api/v1/projects/{project.Id()}/tasks")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await owner.Client.PostAsJsonAsync(members, new { user_id = Guid.CreateVersion7() })).ErrorsAsync()).ShouldBe("user_id: unknown");
    }
}
