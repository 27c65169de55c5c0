using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class SignInTests(Studio studio) : IClassFixture<Studio>, IAsyncLifetime
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly ManualClock clock = studio.Clock;
    private readonly PostgresFixture postgres = studio.Postgres;

    [Fact]
    public async Task Signing_in_opens_a_session_and_signing_out_ends_it()
    {
        using var browser = new Browser(app);
        var signedIn = await browser.SignInAsync("  OWNER@example.ORG ", DaybookApp.Password);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await signedIn.JsonAsync()).Id("user_id").ShouldBe(owner.UserId);
        (await browser.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stolen = browser.Cookies["daybook"];
        (await browser.SendAsync(HttpMethod.Post, "/api/v1/auth/sign-out")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        browser.Cookies.ShouldBeEmpty();
        browser.Set("daybook", stolen);
        (await browser.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var plain = app.Anonymous();
        var answer = await plain.PostAsJsonAsync("/api/v1/auth/sign-in", new { email = owner.Email, password = owner.Password });
        var line = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("daybook=", StringComparison.Ordinal));
        line.ShouldContain("httponly");
        line.ShouldContain("samesite=lax");
        line.ShouldNotContain("secure");

        using var secure = app.CreateDefaultClient(new Uri("https://localhost"));
        answer = await secure.PostAsJsonAsync("/api/v1/auth/sign-in", new { email = owner.Email, password = owner.Password });
        line = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-daybook=", StringComparison.Ordinal));
        foreach (var part in new[] { "httponly", "samesite=lax", "secure", "path=/" }) line.ShouldContain(part);
        line.ShouldNotContain("domain");
        var stored = await Sql.ReadAsync<string>(postgres, "select string_agg(s::text, '') from workspace.session s");
        stored.ShouldNotContain(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..line.IndexOf(';', StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_write_with_the_cookie_needs_our_own_page()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        async Task ShouldBe(int status, Action<HttpRequestMessage>? change, bool echo = true)
        {
            var answer = await browser.SendAsync(HttpMethod.Patch, "/api/v1/me", new { name = "Olive" }, change, echo);
            ((int)answer.StatusCode).ShouldBe(status);
            if (status == 403) (await answer.SlugAsync()).ShouldBe("antiforgery");
        }

        await ShouldBe(200, null);
        await ShouldBe(200, request => request.Headers.Add("Origin", "http://localhost"));
        await ShouldBe(403, null, echo: false);
        await ShouldBe(403, request => request.Headers.Add("X-XSRF-TOKEN", "guess"), echo: false);
        foreach (var origin in new[] { "http://evil.example", "http://localhost:81", "http://localhost.evil.example", "null" })
            await ShouldBe(403, request => request.Headers.Add("Origin", origin));

        var word = browser.Cookies["XSRF-TOKEN"];
        browser.Set("XSRF-TOKEN", "planted-by-a-neighbour");
        await ShouldBe(403, null);
        await ShouldBe(403, request => request.Headers.Add("X-XSRF-TOKEN", word), echo: false);
        (await browser.SendAsync(HttpMethod.Get, "/api/v1/me", null, null, echo: false)).StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Cookies["XSRF-TOKEN"].ShouldBe(word, "a page that lost its word gets it again");
    }

    [Fact]
    public async Task Another_site_cannot_sign_somebody_in()
    {
        using var browser = new Browser(app);
        var answer = await browser.SendAsync(
            HttpMethod.Post, "/api/v1/auth/sign-in", new { email = owner.Email, password = owner.Password },
            request => request.Headers.Add("Origin", "https://evil.example"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.SlugAsync()).ShouldBe("antiforgery");
        browser.LastSetCookies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_in_again_gives_a_new_session_and_ends_the_old_one()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        var first = browser.Cookies["daybook"];
        await browser.SignInAsync(owner.Email, owner.Password);
        browser.Cookies["daybook"].ShouldNotBe(first);
        using var old = new Browser(app);
        old.Set("daybook", first);
        (await old.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Every test starts with full buckets.
    public async ValueTask InitializeAsync() => await Sql.RunAsync(postgres, "delete from workspace.sign_in_bucket");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_many_wrong_passwords_ten_are_looked_at_whatever_addresses_are_claimed()
    {
        const string failed = "select count(*) from workspace.audit where action = @action";
        await Sql.RunAsync(postgres, "truncate workspace.audit");
        using var client = app.Anonymous();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 150; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/sign-in");
            request.Content = JsonContent.Create(new { email = owner.Email, password = "guess " + i });
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            request.Headers.Add("Forwarded", $"for=198.51.100.{i}");
            answers.Add(await client.SendAsync(request));
        }

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(10);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        refused.Length.ShouldBe(140);
        refused[0].Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await refused[0].SlugAsync()).ShouldBe("too-many-requests");
        (await Sql.CountAsync(postgres, failed, new { action = "sign-in-failed" })).ShouldBe(10);
        (await Sql.CountAsync(postgres, failed, new { action = "sign-in-throttled" })).ShouldBe(140);

        var right = await client.PostAsJsonAsync("/api/v1/auth/sign-in", new { email = owner.Email, password = owner.Password });
        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "the account is closed for a while, for everybody");
        clock.Advance(TimeSpan.FromMinutes(4));
        right = await client.PostAsJsonAsync("/api/v1/auth/sign-in", new { email = owner.Email, password = owner.Password });
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_address_cannot_try_many_accounts()
    {
        using var client = app.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            client.PostAsJsonAsync("/api/v1/auth/sign-in", new { email = $"person{i}@example.org", password = "a common one" })));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(30);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(30);
    }

    [Fact]
    public async Task An_unknown_email_and_a_wrong_password_cannot_be_told_apart()
    {
        using var client = app.Anonymous();
        async Task<(string Body, TimeSpan Time)> TryAsync(string email)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await client.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password = "wrong password" });
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var problem = await answer.JsonAsync();
            return (problem.GetProperty("type").GetString() + problem.GetProperty("title").GetString(), Stopwatch.GetElapsedTime(start));
        }

        await TryAsync("warm-up@example.org");
        var known = new List<(string Body, TimeSpan Time)>();
        var unknown = new List<(string Body, TimeSpan Time)>();
        for (var i = 0; i < 5; i++)
        {
            known.Add(await TryAsync(owner.Email));
            unknown.Add(await TryAsync("nobody@example.org"));
        }

        known.Concat(unknown).Select(one => one.Body).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        var ratio = unknown.Min(one => one.Time) / known.Min(one => one.Time);
        ratio.ShouldBeInRange(0.4, 2.5);
    }

    [Fact]
    public async Task The_ways_to_sign_in_are_told_to_everybody()
    {
        using var client = app.Anonymous();
        (await client.GetJsonAsync("/api/v1/auth/providers")).GetRawText().ShouldBe("""{"password":true,"providers":[]}""");
    }
}
