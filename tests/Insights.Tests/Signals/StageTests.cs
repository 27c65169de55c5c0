using System.Globalization;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;
using Daybook.Insights.Tests.Http;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Signals;

/// <summary>From samples to insights, through the whole host.</summary>
public sealed class StageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly StreamInfo Laptop = new("laptop", "laptop", "laptop", DeviceKind.Agent, "Linux");

    [Fact]
    public async Task A_day_raises_what_holds_keeps_its_numbers_and_resolves_what_more_data_undoes()
    {
        await using var app = await StatApp.StartAsync(postgres);
        // A Wednesday long gone: three hours in a browser, of no project.
        await app.SendAsync(Laptop, Minutes("2026-03-04T08:00:00Z", 180, Web));
        var open = await InsightsAsync(app);
        var share = open.Single(one => one.GetProperty("kind").GetString() == Kinds.UnattributedShare);
        share.GetProperty("numbers").GetProperty("value").GetDouble().ShouldBe(1);
        share.GetProperty("numbers").GetProperty("present_minutes").GetDouble().ShouldBe(180);
        share.GetProperty("severity").GetInt32().ShouldBe(3);
        share.GetProperty("blocks").GetArrayLength().ShouldBeGreaterThan(0);
        open.Select(one => one.GetProperty("kind").GetString()).ShouldContain(Kinds.CaptureGap);
        (await app.GetAsync("insights")).GetProperty("items").GetArrayLength().ShouldBe(0, "that was not within the last four weeks");

        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        (await connection.QueryAsync<bool>("select digest_only from insights.insight")).ShouldAllBe(late => late);

        // The rest of the day comes in late: nothing is missing any more, and most of the day is known.
        await app.Owner.Client.PostAsync("/api/v1/projects", System.Net.Http.Json.JsonContent.Create(new { name = "Harbor", tracker_enabled = true }));
        var project = (await app.GetAsync("projects")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await app.Owner.Client.PostAsync("/api/v1/repositories", System.Net.Http.Json.JsonContent.Create(new { repository = "harbor-api", project_id = project }))).EnsureSuccessStatusCode();
        await app.SendAsync(Laptop, Minutes("2026-03-03T23:30:00Z", 510, Code));
        await app.SendAsync(Laptop, Minutes("2026-03-04T11:00:00Z", 660, Code));
        var left = await InsightsAsync(app);
        left.Select(one => one.GetProperty("kind").GetString()).ShouldNotContain(Kinds.UnattributedShare);
        left.Select(one => one.GetProperty("kind").GetString()).ShouldContain(Kinds.NoMealBreak);
        var resolved = (await connection.QueryAsync<string>("select kind from insights.insight where not open")).ToArray();
        resolved.ShouldContain(Kinds.UnattributedShare);
        (await connection.QuerySingleAsync<int>("select band from insights.insight where kind = 'unattributed_share'")).ShouldBe(3, "the highest there was");
    }

    [Fact]
    public async Task A_short_night_is_told_on_the_day_after_whichever_day_comes_in_last()
    {
        await using var app = await StatApp.StartAsync(postgres);
        await app.SendAsync(Laptop, Minutes("2026-03-05T05:00:00Z", 60, Code));
        (await InsightsAsync(app)).Select(one => one.GetProperty("kind").GetString()).ShouldNotContain(Kinds.ShortRest);
        await app.SendAsync(Laptop, Minutes("2026-03-04T19:00:00Z", 120, Code));
        var night = (await InsightsAsync(app)).Single(one => one.GetProperty("kind").GetString() == Kinds.ShortRest);
        (night.GetProperty("date").GetString(), night.GetProperty("numbers").GetProperty("value").GetDouble()).ShouldBe(("2026-03-05", 480));
    }

    [Fact]
    public async Task A_day_that_is_over_is_looked_at_once_more_though_nothing_came_in()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var users = app.App.Services.GetRequiredService<Daybook.Workspace.Contracts.UserQueries>();
        var today = (await users.FindAsync(app.UserId, default))!.Clock.DayOf(TimeProvider.System.GetUtcNow());
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        await connection.ExecuteAsync(
            "insert into insights.signal_day (user_id, day, work_minutes, outside_minutes, scheduled, closed) values (@UserId, @day, 400, 0, true, true)",
            new { app.UserId, day = today.AddDays(-4) });
        await app.App.Services.GetRequiredService<CloseDays>().RunAsync(default);
        await app.App.WaitUntilSettledAsync();
        var closed = (await connection.QueryAsync<DateOnly>("select day from insights.signal_day where closed order by day")).ToArray();
        closed.ShouldBe(Enumerable.Range(1, 4).Select(ago => today.AddDays(-ago)).Order());
    }

    private static async Task<JsonElement[]> InsightsAsync(StatApp app) =>
        [.. (await app.GetAsync("insights?start=2026-03-01&end=2026-03-10")).GetProperty("items").EnumerateArray()];

    private static readonly SampleContext Web = new("Google Chrome", null, "Rust borrow checker - Google Search - Google Chrome", "https://www.google.com/search?q=x");

    private static readonly SampleContext Code = new("Code", "com.microsoft.VSCode", "main.cs — harbor-api", File: "/home/kim/code/harbor-api/src/main.cs", Repository: "harbor-api", Branch: "main");

    private static IncomingSample[] Minutes(string from, int count, SampleContext context) =>
        [.. Enumerable.Range(1, count).Select(minute =>
        {
            var at = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture).AddMinutes(minute);
            return new IncomingSample(new Guid((int)at.ToUnixTimeSeconds(), 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]), at, 60_000, 500, SampleState.Active, SampleSource.Human, false, minute, null, context, null);
        })];
}
