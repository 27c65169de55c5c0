using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Daybook.Testing;
using Daybook.Workspace.Secrets;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class TokenTests(Studio studio) : IClassFixture<Studio>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly ManualClock clock = studio.Clock;
    private readonly PostgresFixture postgres = studio.Postgres;

    [Fact]
    public async Task A_token_is_shown_once_and_kept_only_as_a_hash()
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = " Script ", scopes = new[] { "read" } });
        var token = made.GetProperty("token").GetString()!;
        token.ShouldMatch("^dbp_[0-9A-Za-z]{49}$");
        made.GetProperty("name").GetString().ShouldBe("Script");
        made.GetProperty("prefix").GetString().ShouldBe(token[..12]);
        made.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(clock.GetUtcNow().AddDays(365));

        var listed = (await owner.Client.GetJsonAsync("/api/v1/me/api-tokens")).GetRawText();
        listed.ShouldContain(token[..12]);
        listed.ShouldNotContain(token);
        var stored = await Sql.ReadAsync<string>(postgres, "select string_agg(t::text, '') from workspace.token t");
        stored.ShouldNotContain(token[12..]);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_with_the_next_request()
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Script", scopes = new[] { "read" } });
        using var script = app.With(made.GetProperty("token").GetString()!);
        (await script.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await owner.Client.DeleteAsync($"/api/v1/me/api-tokens/{made.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var refused = await script.GetAsync("/api/v1/me");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.SlugAsync()).ShouldBe("sign-in-needed");
        (await owner.Client.DeleteAsync($"/api/v1/me/api-tokens/{made.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_ends_on_its_last_day()
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Short", scopes = new[] { "read" }, expires_in_days = 2 });
        using var script = app.With(made.GetProperty("token").GetString()!);
        clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        (await script.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await script.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("read", "GET", "/api/v1/me", 200)]
    [InlineData("read", "PATCH", "/api/v1/me", 403)]
    [InlineData("read", "POST", "/api/v1/projects", 403)]
    [InlineData("write", "GET", "/api/v1/me", 200)]
    [InlineData("write", "PATCH", "/api/v1/me", 200)]
    [InlineData("ingest", "GET", "/api/v1/me", 403)]
    [InlineData("ingest", "PATCH", "/api/v1/me", 403)]
    [InlineData("admin", "PATCH", "/api/v1/me", 200)]
    public async Task A_token_does_what_its_scope_says_and_no_more(string scope, string method, string path, int expected)
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Script", scopes = new[] { scope } });
        using var script = app.With(made.GetProperty("token").GetString()!);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = JsonContent.Create(new { });
        var answer = await script.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(expected);
        if (expected == 403) (await answer.SlugAsync()).ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_token_cannot_make_a_stronger_one()
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Script", scopes = new[] { "write" } });
        using var script = app.With(made.GetProperty("token").GetString()!);
        var refused = await script.PostAsJsonAsync("/api/v1/me/api-tokens", new { name = "More", scopes = new[] { "admin" } });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.SlugAsync()).ShouldBe("scope-exceeded");
        (await script.PostAsJsonAsync("/api/v1/me/api-tokens", new { name = "Same", scopes = new[] { "read" } })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var wrong = await owner.Client.PostAsJsonAsync("/api/v1/me/api-tokens", new { name = " ", scopes = new[] { "root" }, expires_in_days = 0 });
        (await wrong.ErrorsAsync()).ShouldBe("expires_in_days: out-of-range; name: required; scopes: unknown");
        var none = await owner.Client.PostAsJsonAsync("/api/v1/me/api-tokens", new { name = new string('x', 256) });
        (await none.ErrorsAsync()).ShouldBe("name: too-long; scopes: required");
    }

    [Fact]
    public async Task The_tracker_contract_reaches_the_same_tokens_with_its_own_defaults()
    {
        var made = await owner.Client.MakeAsync("/api/v1/developers/me/api-tokens", new { name = "Tracker (laptop)" });
        made.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(clock.GetUtcNow().AddDays(90));
        made.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["ingest", "read", "write"]);
        (await owner.Client.GetJsonAsync("/api/v1/me/api-tokens")).GetRawText().ShouldContain(made.Id().ToString());
        (await (await owner.Client.PostAsJsonAsync("/api/v1/developers/me/api-tokens", new { name = "x", expires_in_days = 366 })).ErrorsAsync())
            .ShouldBe("expires_in_days: out-of-range");
        (await owner.Client.DeleteAsync($"/api/v1/developers/me/api-tokens/{made.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Nothing_that_is_not_the_token_itself_is_a_credential()
    {
        var prefix = owner.Token[..12];
        var hash = await Sql.ReadAsync<string>(postgres, "select encode(hash, 'hex') from workspace.token where prefix = @prefix", new { prefix });
        string[] others =
        [
            owner.Email, owner.UserId.ToString(), owner.WorkspaceId.ToString(), owner.Password, prefix, hash, hash.ToUpperInvariant(),
            owner.Token[..^1], owner.Token + "x", owner.Token.ToUpperInvariant(), "dbd_" + owner.Token[4..], owner.Token[4..], "", "1", "null",
            TokenText.Create(TokenText.Personal), TokenText.Create(TokenText.Device), new('a', 4000),
        ];
        foreach (var text in others.Concat(others))
        foreach (var scheme in new[] { "Bearer", "Basic", "Digest" })
        {
            using var client = app.Anonymous();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", scheme + " " + text);
            (await client.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, scheme + " " + text);
        }

        (await owner.Client.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_personal_token_is_no_password_of_a_device()
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + owner.Token)));
        (await client.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Last_use_is_written_at_most_every_few_minutes()
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = "Script", scopes = new[] { "read" } });
        using var script = app.With(made.GetProperty("token").GetString()!);
        const string lastUsed = "select last_used_at from workspace.token where id = @id";
        var first = clock.GetUtcNow();
        await script.GetAsync("/api/v1/me");
        (await Sql.ReadAsync<DateTime>(postgres, lastUsed, new { id = made.Id() })).ShouldBe(first.UtcDateTime);
        clock.Advance(TimeSpan.FromMinutes(4));
        await script.GetAsync("/api/v1/me");
        (await Sql.ReadAsync<DateTime>(postgres, lastUsed, new { id = made.Id() })).ShouldBe(first.UtcDateTime);
        clock.Advance(TimeSpan.FromMinutes(2));
        await script.GetAsync("/api/v1/me");
        (await Sql.ReadAsync<DateTime>(postgres, lastUsed, new { id = made.Id() })).ShouldBe(clock.GetUtcNow().UtcDateTime);
    }
}
