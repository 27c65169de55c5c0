using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Signals;
using Daybook.Insights.Tests.Http;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Signals;

/// <summary>A task's time of many days against what somebody expected, through the whole host.</summary>
public sealed class OverrunTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly StreamInfo Laptop = new("laptop", "laptop", "laptop", DeviceKind.Agent, "Linux");

    [Fact]
    public async Task The_time_of_all_days_counts_and_is_told_on_the_latest_of_them()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var task = await TaskAsync(app, 180);
        await WorkAsync(app, "2026-03-02T08:00:00Z", 60);
        await WorkAsync(app, "2026-03-04T08:00:00Z", 119);
        (await OverrunsAsync(app)).ShouldBeEmpty("179 minutes of 180");

        await WorkAsync(app, "2026-03-04T09:59:00Z", 11);
        var over = (await OverrunsAsync(app)).ShouldHaveSingleItem();
        Told(over).ShouldBe($"{task} 2026-03-04 1: 190 of 180");
        over.GetProperty("numbers").GetProperty("value").GetDouble().ShouldBe(1.06);
        over.GetProperty("numbers").GetProperty("limit").GetDouble().ShouldBe(1);
        over.GetProperty("task").GetProperty("key").GetString().ShouldBe("HB-1");
        over.GetProperty("blocks").GetArrayLength().ShouldBeGreaterThan(0);

        // An earlier day comes in late, and another task's work does not count.
        await WorkAsync(app, "2026-03-03T08:00:00Z", 20);
        await WorkAsync(app, "2026-03-05T08:00:00Z", 90, "tidal-web");
        Told((await OverrunsAsync(app)).ShouldHaveSingleItem()).ShouldBe($"{task} 2026-03-04 1: 210 of 180");
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        (await connection.QueryAsync<string>("select insight_key from insights.insight where kind = 'estimate_overrun'")).ShouldBe([$"estimate_overrun:{app.UserId}:{task}:band-1"]);

        // Half as much again is another band: told once more, and in place of the first.
        await WorkAsync(app, "2026-03-06T08:00:00Z", 60);
        Told((await OverrunsAsync(app)).ShouldHaveSingleItem()).ShouldBe($"{task} 2026-03-06 2: 270 of 180");
        (await connection.QueryAsync<(string, bool)>("select span, open from insights.insight where kind = 'estimate_overrun' order by span")).ShouldBe([("band-1", false), ("band-2", true)]);
    }

    [Fact]
    public async Task What_is_reviewed_away_counts_no_longer_and_what_is_written_in_does()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var task = await TaskAsync(app, 100);
        await WorkAsync(app, "2026-03-02T08:00:00Z", 80);
        var written = await app.Owner.Client.PostAsJsonAsync("/api/v1/entries", new { start = "2026-03-10T09:00:00Z", end = "2026-03-10T09:30:00Z", task_id = task });
        written.EnsureSuccessStatusCode();
        Told((await OverrunsAsync(app)).ShouldHaveSingleItem()).ShouldBe($"{task} 2026-03-10 1: 110 of 100");

        // The day that loses time is not the one that told of it.
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        var seen = (await connection.QueryAsync<Guid>("select entry_id from timesheet.time_entry where status = 'inferred' and task_id = @task", new { task })).ToArray();
        await BulkAsync(app, seen, "confirm");
        (await OverrunsAsync(app)).ShouldHaveSingleItem();
        await BulkAsync(app, seen, "dismiss");
        (await OverrunsAsync(app)).ShouldBeEmpty();
        (await connection.QuerySingleAsync<bool>("select resolved_at is not null from insights.insight where kind = 'estimate_overrun'")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_estimate_that_changes_is_held_against_the_time_there_is()
    {
        await using var app = await StatApp.StartAsync(postgres);
        var task = await TaskAsync(app, null);
        await WorkAsync(app, "2026-03-02T08:00:00Z", 60);
        await WorkAsync(app, "2026-03-03T08:00:00Z", 60);
        (await OverrunsAsync(app)).ShouldBeEmpty("nobody expected anything");

        await EstimateAsync(app, task, 100);
        Told((await OverrunsAsync(app)).ShouldHaveSingleItem()).ShouldBe($"{task} 2026-03-03 1: 120 of 100");
        await EstimateAsync(app, task, 121);
        (await OverrunsAsync(app)).ShouldBeEmpty();
        await EstimateAsync(app, task, 50);
        Told((await OverrunsAsync(app)).ShouldHaveSingleItem()).ShouldBe($"{task} 2026-03-03 3: 120 of 50");
        await EstimateAsync(app, task, null);
        (await OverrunsAsync(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_muted_like_any_other_and_told_once_while_it_holds()
    {
        await using var app = await StatApp.StartAsync(postgres);
        await TaskAsync(app, 30);
        await WorkAsync(app, "2026-03-02T08:00:00Z", 40);
        var id = (await OverrunsAsync(app)).ShouldHaveSingleItem().GetProperty("id").GetGuid();
        await WorkAsync(app, "2026-03-03T08:00:00Z", 4);
        (await OverrunsAsync(app)).ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(id, "the same one, with a newer day");

        (await app.Owner.Client.PostAsJsonAsync($"/api/v1/insights/{id}/mute", new { @for = "always" })).EnsureSuccessStatusCode();
        (await OverrunsAsync(app)).ShouldBeEmpty();
        await WorkAsync(app, "2026-03-04T08:00:00Z", 60);
        (await OverrunsAsync(app)).ShouldBeEmpty("another band is muted, too");
        (await app.Owner.Client.DeleteAsync("/api/v1/insights/mutes/estimate_overrun")).EnsureSuccessStatusCode();
        (await OverrunsAsync(app)).ShouldHaveSingleItem();
    }

    private static string Told(JsonElement insight)
    {
        var numbers = insight.GetProperty("numbers");
        return string.Create(CultureInfo.InvariantCulture,
            $"{insight.GetProperty("scope").GetString()} {insight.GetProperty("date").GetString()} {insight.GetProperty("severity").GetInt32()}: {numbers.GetProperty("spent_minutes").GetDouble()} of {numbers.GetProperty("expected_minutes").GetDouble()}");
    }

    private static async Task<JsonElement[]> OverrunsAsync(StatApp app) =>
        [.. (await app.GetAsync($"insights?start=2026-03-01&end=2026-03-20&kind={Kinds.EstimateOverrun}")).GetProperty("items").EnumerateArray()];

    /// <summary>A task that all work in one repository is for; another repository is of the project alone.</summary>
    private static async Task<Guid> TaskAsync(StatApp app, int? estimate)
    {
        async Task<Guid> MakeAsync(string path, object body)
        {
            var answer = await app.Owner.Client.PostAsJsonAsync("/api/v1/" + path, body);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("id", out var id) ? id.GetGuid() : default;
        }

        var project = await MakeAsync("projects", new { name = "Harbor", tracker_enabled = true });
        var task = await MakeAsync($"projects/{project}/tasks", new { key = "HB-1", title = "Dredge the basin", estimate_minutes = estimate });
        await MakeAsync("repositories", new { repository = "harbor-api", project_id = project, task_id = task });
        await MakeAsync("repositories", new { repository = "tidal-web", project_id = project });
        return task;
    }

    private static async Task EstimateAsync(StatApp app, Guid task, int? minutes) =>
        (await app.Owner.Client.PatchAsJsonAsync($"/api/v1/tasks/{task}", new { estimate_minutes = minutes })).EnsureSuccessStatusCode();

    private static async Task BulkAsync(StatApp app, Guid[] ids, string action) =>
        (await app.Owner.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { ids, action })).EnsureSuccessStatusCode();

    private static Task WorkAsync(StatApp app, string from, int minutes, string repository = "harbor-api") =>
        app.SendAsync(Laptop, [.. Enumerable.Range(1, minutes).Select(minute =>
        {
            var at = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture).AddMinutes(minute);
            var context = new SampleContext("Code", "com.microsoft.VSCode", $"main.cs — {repository}", File: $"/home/kim/code/{repository}/src/main.cs", Repository: repository, Branch: "main");
            return new IncomingSample(new Guid((int)at.ToUnixTimeSeconds(), 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]), at, 60_000, 500, SampleState.Active, SampleSource.Human, false, minute, null, context, null);
        })]);
}
