using System.Net;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class TwoHosts : Studio
{
    public static readonly IReadOnlyDictionary<string, string> SharedPepper =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Daybook:Pepper"] = "one pepper for two hosts" };

    protected override DaybookApp Make() => new(Postgres.ConnectionString, Clock, settings: SharedPepper);
}

public sealed class SessionTests(TwoHosts studio) : IClassFixture<TwoHosts>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly ManualClock clock = studio.Clock;
    private readonly PostgresFixture postgres = studio.Postgres;


    [Fact]
    public async Task A_session_revoked_on_one_host_is_refused_by_the_other_at_once()
    {
        await using var other = new DaybookApp(postgres.ConnectionString, clock, settings: TwoHosts.SharedPepper);
        using var here = new Browser(app);
        using var there = new Browser(other);
        await here.SignInAsync(owner.Email, owner.Password);
        await there.SignInAsync(owner.Email, owner.Password);
        (await there.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var sessions = await (await there.SendAsync(HttpMethod.Get, "/api/v1/me/sessions")).JsonAsync();
        var mine = sessions.GetProperty("items").EnumerateArray().Single(session => session.GetProperty("current").GetBoolean());
        (await here.SendAsync(HttpMethod.Delete, $"/api/v1/me/sessions/{mine.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await there.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await here.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await here.SendAsync(HttpMethod.Delete, $"/api/v1/me/sessions/{mine.Id()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_but_gives_the_one_that_asked_a_new_cookie()
    {
        using var here = new Browser(app);
        using var elsewhere = new Browser(app);
        await here.SignInAsync(owner.Email, owner.Password);
        await elsewhere.SignInAsync(owner.Email, owner.Password);
        var before = here.Cookies["daybook"];

        var wrong = await here.SendAsync(HttpMethod.Post, "/api/v1/me/password", new { current = "not it", @new = "another good password" });
        (await wrong.ErrorsAsync()).ShouldBe("current: wrong");
        var bad = await here.SendAsync(HttpMethod.Post, "/api/v1/me/password", new { current = "", @new = "short" });
        (await bad.ErrorsAsync()).ShouldBe("current: required; new: too-short");
        var changed = await here.SendAsync(HttpMethod.Post, "/api/v1/me/password", new { current = owner.Password, @new = "another good password" });
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        here.Cookies["daybook"].ShouldNotBe(before);
        (await here.SendAsync(HttpMethod.Patch, "/api/v1/me", new { name = "Olive" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.SignInAsync(owner.Email, owner.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await here.SendAsync(HttpMethod.Post, "/api/v1/me/password", new { current = "another good password", @new = owner.Password }))
            .StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_session_ends_thirty_days_after_its_last_use_and_ninety_days_after_its_first()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        for (var day = 0; day < 75; day += 25)
        {
            clock.Advance(TimeSpan.FromDays(25));
            (await browser.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK, $"day {day + 25}");
        }

        clock.Advance(TimeSpan.FromDays(16));
        (await browser.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var idle = new Browser(app);
        await idle.SignInAsync(owner.Email, owner.Password);
        clock.Advance(TimeSpan.FromDays(31));
        (await idle.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_token_is_not_mended_by_a_good_cookie()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(owner.Email, owner.Password);
        var answer = await browser.SendAsync(HttpMethod.Get, "/api/v1/me", null, request => request.Headers.Add("Authorization", "Bearer nonsense"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
