using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Migrations;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class ReadinessTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task The_host_is_alive_and_ready_on_a_migrated_database()
    {
        var (alive, status, reasons) = await AskAsync(database.ConnectionString);
        alive.ShouldBe(HttpStatusCode.OK);
        status.ShouldBe(HttpStatusCode.OK, string.Join(' ', reasons));
        reasons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_without_the_schema_is_named_with_its_pending_steps_and_left_as_it_is()
    {
        var empty = await database.EmptyDatabaseAsync();

        var (alive, status, reasons) = await AskAsync(empty);

        alive.ShouldBe(HttpStatusCode.OK);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reasons.ShouldHaveSingleItem().ShouldContain("202611210001_Platform");
        (await Migrator.PendingAsync(empty, CancellationToken.None)).Count.ShouldBe(Migrator.Steps.Count, "an external database is never migrated by the host");
    }

    [Fact]
    public async Task A_database_that_is_away_is_named()
    {
        var away = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = 1, Timeout = 2 }.ConnectionString;

        var (alive, status, reasons) = await AskAsync(away);

        alive.ShouldBe(HttpStatusCode.OK);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reasons.ShouldHaveSingleItem().ShouldBe("The database cannot be reached.");
    }

    [Fact]
    public async Task A_database_that_may_lose_what_was_acknowledged_is_named()
    {
        var careless = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c synchronous_commit=off" }.ConnectionString;

        var (_, status, reasons) = await AskAsync(careless);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reasons.ShouldHaveSingleItem().ShouldContain("synchronous_commit=off");
    }

    private static async Task<(HttpStatusCode Alive, HttpStatusCode Status, List<string> Reasons)> AskAsync(string connectionString)
    {
        await using var app = new DaybookApp(connectionString);
        using var client = app.Anonymous();
        var alive = (await client.GetAsync("/healthz")).StatusCode;
        var answer = await client.GetAsync("/readyz");
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        told.GetProperty("ready").GetBoolean().ShouldBe(answer.IsSuccessStatusCode);
        return (alive, answer.StatusCode, [.. told.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)]);
    }
}
