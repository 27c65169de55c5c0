using System.Net;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class FrontDoorTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task The_host_is_alive_and_ready_on_a_migrated_database()
    {
        await using var app = new DaybookApp(database.ConnectionString);
        using var client = app.Anonymous();

        (await client.GetStringAsync("/healthz")).ShouldBe("""{"status":"alive"}""");
        (await client.GetStringAsync("/readyz")).ShouldBe("""{"ready":true,"reasons":[]}""");
    }

    [Fact]
    public async Task A_foreign_host_name_is_turned_away()
    {
        await using var app = new DaybookApp(database.ConnectionString);
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "evil.example";

        var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/host-not-allowed");
    }
}
