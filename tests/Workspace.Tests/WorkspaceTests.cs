using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class WorkspaceTests(Studio studio) : IClassFixture<Studio>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly PostgresFixture postgres = studio.Postgres;

    private async Task<Owner> JoinAsync(string role, HttpClient? by = null)
    {
        var email = $"{role}-{Guid.CreateVersion7():n}@example.org";
        await (by ?? owner.Client).MakeAsync("/api/v1/members", new { email, name = "Somebody", role, password = Studio.Password });
        return await studio.SignInAsync(email, Studio.Password);
    }

    /// <summary>Somebody who owns a workspace of their own and has nothing to do with the first.</summary>
    private async Task<Owner> StrangerAsync()
    {
        var made = await owner.Client.MakeAsync("/api/v1/workspaces", new { name = "Elsewhere" });
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = made.Id() });
        var email = $"stranger-{Guid.CreateVersion7():n}@example.org";
        var added = await browser.SendAsync(HttpMethod.Post, "/api/v1/members", new { email, name = "Stranger", role = "owner", password = Studio.Password });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = owner.WorkspaceId });
        var stranger = await studio.SignInAsync(email, Studio.Password);
        (await stranger.Client.DeleteAsync($"/api/v1/members/{owner.UserId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return stranger;
    }

    [Fact]
    public async Task What_belongs_to_another_workspace_is_unknown()
    {
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Ours", key = "OURS" });
        var task = await owner.Client.MakeAsync($"/api/v1/projects/{project.Id()}/tasks", new { key = "OURS-1", title = "Secret plan" });
        await owner.Client.MakeAsync("/api/v1/repositories", new { repository = "ours/code", project_id = project.Id() });
        var token = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Mine", scopes = new[] { "read" } });
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        var session = (await (await browser.SendAsync(HttpMethod.Get, "/api/v1/me/sessions")).JsonAsync()).GetProperty("items")[0].Id();
        var stranger = await StrangerAsync();

        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("PATCH", $"workspaces/{owner.WorkspaceId}", new { name = "Taken over" }),
            ("PATCH", $"members/{owner.UserId}", new { role = "member" }),
            ("DELETE", $"members/{owner.UserId}", null),
            ("PATCH", $"projects/{project.Id()}", new { name = "Taken over" }),
            ("GET", $"projects/{project.Id()}/members", null),
            ("POST", $"projects/{project.Id()}/members", new { user_id = stranger.UserId }),
            ("DELETE", $"projects/{project.Id()}/members/{owner.UserId}", null),
            ("GET", $"projects/{project.Id()}/tasks", null),
            ("POST", $"projects/{project.Id()}/tasks", new { key = "X-1", title = "Planted" }),
            ("PATCH", $"tasks/{task.Id()}", new { title = "Changed" }),
            ("DELETE", $"tasks/{task.Id()}", null),
            ("DELETE", "repositories/ours/code", null),
            ("DELETE", "repositories/ours%2Fcode", null),
            ("DELETE", $"me/api-tokens/{token.Id()}", null),
            ("DELETE", $"developers/me/api-tokens/{token.Id()}", null),
            ("DELETE", $"me/sessions/{session}", null),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path);
            if (body is not null) request.Content = JsonContent.Create(body);
            var answer = await stranger.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, method + " " + path);
        }

        foreach (var path in new[] { "projects?archived=true", "tasks?query=plan", "repositories", "members", "workspaces", "me", "me/sessions", "me/api-tokens" })
        {
            var text = (await stranger.Client.GetJsonAsync("/api/v1/" + path)).GetRawText();
            foreach (var ours in new[] { "Ours", "Secret plan", "ours/code", owner.Email, owner.WorkspaceId.ToString() }) text.ShouldNotContain(ours, Case.Sensitive, path);
        }

        (await (await stranger.Client.PostAsJsonAsync("/api/v1/repositories", new { repository = "theirs", project_id = project.Id() })).ErrorsAsync())
            .ShouldBe("project_id: unknown");
        (await (await stranger.Client.PatchAsJsonAsync("/api/v1/me", new { workspace_id = owner.WorkspaceId })).ErrorsAsync())
            .ShouldBe("workspace_id: unknown");
        (await (await stranger.Client.PostAsJsonAsync("/api/v1/members", new { email = (await JoinAsync("member")).Email, role = "member", name = "x", password = Studio.Password })).ErrorsAsync())
            .ShouldBe("email: taken");
    }

    [Fact]
    public async Task Roles_decide_who_may_change_what()
    {
        var admin = await JoinAsync("admin");
        var manager = await JoinAsync("manager");
        var member = await JoinAsync("member");
        var project = await owner.Client.MakeAsync("/api/v1/projects", new { name = "Roles" });

        async Task<int> StatusAsync(Owner who, string method, string path, object? body)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path);
            request.Content = body is null ? null : JsonContent.Create(body);
            return (int)(await who.Client.SendAsync(request)).StatusCode;
        }

        (await StatusAsync(member, "POST", "projects", new { name = "Mine" })).ShouldBe(403);
        (await StatusAsync(member, "PATCH", $"projects/{project.Id()}", new { name = "Mine" })).ShouldBe(403);
        (await StatusAsync(manager, "PATCH", $"projects/{project.Id()}", new { name = "Roles of us" })).ShouldBe(200);
        (await StatusAsync(member, "POST", $"projects/{project.Id()}/tasks", new { key = "R-1", title = "By a member" })).ShouldBe(201);
        foreach (var who in new[] { member, manager })
        {
            (await StatusAsync(who, "POST", "members", new { email = "x@example.org", name = "X", role = "member", password = Studio.Password })).ShouldBe(403);
            (await StatusAsync(who, "PATCH", $"members/{admin.UserId}", new { role = "member" })).ShouldBe(403);
            (await StatusAsync(who, "DELETE", $"members/{admin.UserId}", null)).ShouldBe(403);
            (await StatusAsync(who, "POST", "workspaces", new { name = "Another" })).ShouldBe(403);
            (await StatusAsync(who, "PATCH", $"workspaces/{owner.WorkspaceId}", new { name = "Another" })).ShouldBe(403);
        }

        (await StatusAsync(admin, "POST", "members", new { email = "new-owner@example.org", name = "X", role = "owner", password = Studio.Password })).ShouldBe(403);
        (await StatusAsync(admin, "PATCH", $"members/{admin.UserId}", new { role = "owner" })).ShouldBe(403);
        (await StatusAsync(admin, "PATCH", $"members/{owner.UserId}", new { role = "member" })).ShouldBe(403);
        (await StatusAsync(admin, "DELETE", $"members/{owner.UserId}", null)).ShouldBe(403);
        (await StatusAsync(admin, "PATCH", $"members/{manager.UserId}", new { role = "member" })).ShouldBe(200);
        (await StatusAsync(manager, "PATCH", $"projects/{project.Id()}", new { name = "Again" })).ShouldBe(403, "a role counts from the next request on");
    }

    [Fact]
    public async Task The_last_owner_stays_even_when_two_demote_each_other_at_once()
    {
        (await (await owner.Client.PatchAsJsonAsync($"/api/v1/members/{owner.UserId}", new { role = "admin" })).SlugAsync()).ShouldBe("last-owner");
        (await (await owner.Client.DeleteAsync($"/api/v1/members/{owner.UserId}")).SlugAsync()).ShouldBe("last-owner");

        var second = await JoinAsync("owner");
        var answers = await Task.WhenAll(
            owner.Client.PatchAsJsonAsync($"/api/v1/members/{second.UserId}", new { role = "admin" }),
            second.Client.PatchAsJsonAsync($"/api/v1/members/{owner.UserId}", new { role = "admin" }));
        const string owners = "select count(*) from workspace.member where role = 'owner' and workspace_id = @id";
        (await Sql.CountAsync(postgres, owners, new { id = owner.WorkspaceId })).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);

        await Sql.RunAsync(postgres, """
            update workspace.member m set role = case when u.id = @id then 'owner' else 'member' end
            from workspace.user u where u.user_id = m.user_id and m.workspace_id = @ws and u.id in (@id, @other)
            """, new { id = owner.UserId, ws = owner.WorkspaceId, other = second.UserId });
    }

    [Fact]
    public async Task Somebody_removed_is_out_at_once_with_session_and_token()
    {
        var member = await JoinAsync("member");
        using var browser = new Browser(app);
        await browser.SignInAsync(member.Email, Studio.Password);
        (await owner.Client.DeleteAsync($"/api/v1/members/{member.UserId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await member.Client.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await browser.SignInAsync(member.Email, Studio.Password)).SlugAsync()).ShouldBe("not-a-member");
        (await owner.Client.DeleteAsync($"/api/v1/members/{member.UserId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Wrong_fields_of_a_new_member_are_all_named()
    {
        (await (await owner.Client.PostAsJsonAsync("/api/v1/members", new { email = "no at sign", role = "king" })).ErrorsAsync())
            .ShouldBe("email: invalid; name: required; password: required; role: unknown");
        (await (await owner.Client.PostAsJsonAsync("/api/v1/members", new { email = owner.Email.ToUpperInvariant(), role = "member", name = "x", password = Studio.Password })).ErrorsAsync())
            .ShouldBe("email: taken");
        (await (await owner.Client.PostAsJsonAsync("/api/v1/workspaces", new { name = new string('x', 101) })).ErrorsAsync()).ShouldBe("name: too-long");
    }

    [Fact]
    public async Task A_session_moves_to_another_workspace_and_a_token_stays()
    {
        var made = await owner.Client.MakeAsync("/api/v1/workspaces", new { name = "Second studio" });
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        var moved = await (await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = made.Id() })).JsonAsync();
        moved.GetProperty("workspace").GetProperty("name").GetString().ShouldBe("Second studio");
        JsonElement stays = await owner.Client.GetJsonAsync("/api/v1/me");
        stays.GetProperty("workspace").Id().ShouldBe(owner.WorkspaceId);
        (await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { workspace_id = owner.WorkspaceId })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
