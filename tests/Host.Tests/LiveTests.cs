using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class LiveTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_change_reaches_its_person_as_an_event_and_nobody_else()
    {
        await using var app = new DaybookApp(database.ConnectionString, kestrel: true);
        var owner = await app.SetupAsync();
        using var answer = await owner.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await stream.ReadLineAsync()).ShouldBe(": connected");

        var db = app.Services.GetRequiredService<Db>();
        var live = app.Services.GetRequiredService<LiveEvents>();
        var user = await UserAsync(db);
        await db.InTransactionAsync(async tx =>
        {
            await live.PublishAsync(tx, new LiveEvent(user + 1000, "day", "2026-01-01"), CancellationToken.None);
            await live.PublishAsync(tx, new LiveEvent(user, "day", "2026-11-20"), CancellationToken.None);
        }, CancellationToken.None);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var lines = new List<string>();
        while (!lines.Exists(line => line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("\"day\"", StringComparison.Ordinal)))
            lines.Add((await stream.ReadLineAsync(limit.Token))!);
        lines.ShouldContain("event: day");
        lines.ShouldContain("""data: {"kind":"day","key":"2026-11-20"}""");
        lines.ShouldNotContain(line => line.Contains("2026-01-01", StringComparison.Ordinal));
    }

    private static async Task<int> UserAsync(Db db)
    {
        await using var connection = await db.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<int>("select min(user_id) from workspace.member");
    }
}
