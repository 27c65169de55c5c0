using System.Net;
using System.Net.Http.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class SetupTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static object Body(string email = "owner@example.org") => new
    {
        email, password = DaybookApp.Password, name = "Olive", time_zone = "Europe/Berlin", workspace_name = "Studio",
    };

    [Fact]
    public async Task Of_eight_setups_at_once_exactly_one_wins_and_the_rest_are_told_it_is_done()
    {
        await using var app = new DaybookApp(postgres.ConnectionString);
        using var client = app.Anonymous();
        (await client.GetJsonAsync("/api/v1/setup")).GetProperty("needed").GetBoolean().ShouldBeTrue();

        var wrong = await client.PostAsJsonAsync("/api/v1/setup", new { email = " nobody ", password = "short", time_zone = "Mars/Base" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.ErrorsAsync()).ShouldBe(
            "email: invalid; name: required; password: too-short; time_zone: invalid; workspace_name: required");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.PostAsJsonAsync("/api/v1/setup", Body($"owner{i}@example.org"))));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        var losers = answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict).ToArray();
        losers.Length.ShouldBe(7);
        foreach (var loser in losers) (await loser.SlugAsync()).ShouldBe("setup-done");
        (await client.GetJsonAsync("/api/v1/setup")).GetProperty("needed").GetBoolean().ShouldBeFalse();
        (await Sql.CountAsync(postgres, "select count(*) from workspace.user")).ShouldBe(1);
        (await Sql.CountAsync(postgres, "select count(*) from workspace.workspace")).ShouldBe(1);
    }
}

public sealed class SetupTokenTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_host_with_a_setup_token_makes_no_owner_without_it()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Daybook:SetupToken"] = "printed-at-start" };
        await using var app = new DaybookApp(postgres.ConnectionString, settings: settings);
        using var client = app.Anonymous();
        (await client.GetJsonAsync("/api/v1/setup")).GetProperty("token_required").GetBoolean().ShouldBeTrue();

        foreach (var token in new[] { null, "", "printed-at-star", "printed-at-start " })
        {
            var refused = await client.PostAsJsonAsync("/api/v1/setup", Body(token));
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await refused.SlugAsync()).ShouldBe("setup-token-wrong");
        }

        (await Sql.CountAsync(postgres, "select count(*) from workspace.user")).ShouldBe(0);
        (await client.PostAsJsonAsync("/api/v1/setup", Body("printed-at-start"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static object Body(string? token) => new
    {
        email = "owner@example.org", password = DaybookApp.Password, name = "Olive", time_zone = "Asia/Kolkata", workspace_name = "Studio",
        setup_token = token,
    };
}
