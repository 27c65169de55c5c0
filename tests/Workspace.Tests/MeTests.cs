using System.Net;
using System.Net.Http.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class MeTests(Studio studio) : IClassFixture<Studio>
{
    private readonly Owner owner = studio.Owner;
    private readonly PostgresFixture postgres = studio.Postgres;

    private async Task<string> ErrorsAsync(object change) => await (await owner.Client.PatchAsJsonAsync("/api/v1/me", change)).ErrorsAsync();

    [Fact]
    public async Task A_new_person_has_a_usual_week_and_days_that_start_at_midnight()
    {
        var me = await owner.Client.GetJsonAsync("/api/v1/me");
        me.GetProperty("time_zone").GetString().ShouldBe("Europe/Berlin");
        me.GetProperty("day_start").GetString().ShouldBe("00:00");
        me.GetProperty("locale").GetString().ShouldBe("en");
        me.GetProperty("week_schedule").GetArrayLength().ShouldBe(5);
        me.GetProperty("week_schedule")[0].GetRawText().ShouldBe("""{"weekday":1,"start":"09:00","end":"17:00"}""");
        me.GetProperty("workspace").GetRawText().ShouldBe($$"""{"id":"{{owner.WorkspaceId}}","name":"Studio","role":"owner"}""");
        me.GetProperty("workspaces").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("Mars/Phobos")]
    [InlineData("Central European Standard Time")]
    [InlineData("+02:00")]
    [InlineData("../../etc/passwd")]
    [InlineData("europe/berlin/")]
    [InlineData("EST5EDT4,M3")]
    public async Task Odd_zones_are_refused(string zone) => (await ErrorsAsync(new { time_zone = zone })).ShouldBe("time_zone: invalid");

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        (await ErrorsAsync(new { name = " ", email = "x", time_zone = "", day_start = "24:00", locale = "English", week_schedule = new[] { new { weekday = 8, start = "9", end = "17:00" } } }))
            .ShouldBe("current_password: required; day_start: invalid; email: invalid; locale: invalid; name: required; time_zone: required; week_schedule: invalid");
        (await ErrorsAsync(new { week_schedule = new[] { new { weekday = 1, start = "17:00", end = "09:00" } } })).ShouldBe("week_schedule: out-of-range");
        (await ErrorsAsync(new { week_schedule = new[] { new { weekday = 1, start = "09:00", end = "12:00" }, new { weekday = 1, start = "11:59", end = "13:00" } } }))
            .ShouldBe("week_schedule: overlaps");
        (await ErrorsAsync(new { name = new string('n', 101) })).ShouldBe("name: too-long");
        using var half = new StringContent("""{"name":"half a \ud83d pair"}""", System.Text.Encoding.UTF8, "application/json");
        (await owner.Client.PatchAsync("/api/v1/me", half)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.Client.GetJsonAsync("/api/v1/me")).GetProperty("week_schedule").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task Another_email_needs_the_password_and_must_be_free()
    {
        await owner.Client.MakeAsync("/api/v1/members", new { email = "taken@example.org", name = "T", role = "member", password = DaybookApp.Password });
        (await ErrorsAsync(new { email = "new@example.org" })).ShouldBe("current_password: required");
        (await ErrorsAsync(new { email = "new@example.org", current_password = "wrong" })).ShouldBe("current_password: wrong");
        (await ErrorsAsync(new { email = " TAKEN@example.org", current_password = owner.Password })).ShouldBe("email: taken");
        (await owner.Client.PatchAsJsonAsync("/api/v1/me", new { email = "Owner@Example.org ", current_password = owner.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.Client.PatchAsJsonAsync("/api/v1/me", new { email = "owner@example.org", current_password = owner.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stolen_session_cannot_guess_the_password()
    {
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
            guesses.Add((await owner.Client.PatchAsJsonAsync("/api/v1/me", new { email = "mine@example.org", current_password = "guess " + i })).StatusCode);
        guesses.Count(status => status == HttpStatusCode.UnprocessableEntity).ShouldBe(10);
        guesses.TakeLast(2).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
        await Sql.RunAsync(studio.Postgres, "delete from workspace.sign_in_bucket");
    }

    [Fact]
    public async Task What_a_client_may_not_set_it_cannot_set()
    {
        var before = await Sql.ReadAsync<string>(postgres, "select u::text from workspace.user u where id = @id", new { id = owner.UserId });
        (await owner.Client.PatchAsJsonAsync("/api/v1/me", new { user_id = 1, role = "king", password_hash = "x", id = Guid.CreateVersion7(), created_at = "2000-01-01" }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Sql.ReadAsync<string>(postgres, "select u::text from workspace.user u where id = @id", new { id = owner.UserId })).ShouldBe(before);
    }
}
