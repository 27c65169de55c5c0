using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Http.ReviewTests;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Http;

public sealed class ManualEntryTests(HostFixture host)
{
    [Fact]
    public async Task A_manual_entry_takes_the_place_of_inferred_time_at_once_and_gives_it_back()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 630, BlockKind.Idle));
        var id = await desk.AtAsync(540);

        var answer = await desk.CreateAsync(550, 640, description: "Call with Ann");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var manual = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        manual.GetProperty("status").GetString().ShouldBe("manual");
        manual.GetProperty("description").GetString().ShouldBe("Call with Ann");
        (await StatusesAsync(desk)).ShouldBe([(540, 10, "inferred"), (550, 90, "manual")]);
        var buckets = (await desk.SheetAsync()).GetProperty("buckets");
        buckets.GetProperty("observed_ms").GetInt64().ShouldBe(90 * 60_000);
        buckets.GetProperty("outside_ms").GetInt64().ShouldBe(10 * 60_000);
        await desk.AddsUpAsync();

        (await desk.Client.DeleteAsync($"/api/v1/entries/{manual.GetProperty("id").GetGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusesAsync(desk)).ShouldBe([(540, 60, "inferred")]);
        (await desk.AtAsync(540)).ShouldBe(id);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task It_does_not_push_reviewed_time_aside_unless_it_stands_beside_it()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(540), new { action = "confirm" }));

        (await ProblemAsync(desk.CreateAsync(590, 620))).ShouldSatisfyAllConditions(
            problem => problem.Slug.ShouldBe("overlaps-reviewed"), problem => problem.Status.ShouldBe(HttpStatusCode.Conflict));
        var beside = await OkAsync(desk.CreateAsync(590, 620, parallel: true));

        beside.GetProperty("lane").GetString().ShouldBe("parallel");
        var sheet = await desk.SheetAsync();
        sheet.GetProperty("total_ms").GetInt64().ShouldBe(60 * 60_000);
        sheet.GetProperty("parallel_ms").GetInt64().ShouldBe(30 * 60_000);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task It_touches_its_neighbours_without_overlapping_them()
    {
        var desk = await OpenAsync(host);
        await OkAsync(desk.CreateAsync(540, 600));

        await OkAsync(desk.CreateAsync(600, 660));
        await OkAsync(desk.CreateAsync(480, 540));

        (await StatusesAsync(desk)).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Time_across_midnight_belongs_to_both_days_and_the_days_add_up()
    {
        var desk = await OpenAsync(host, "Asia/Kolkata");
        // 23:30 to 00:30 there.
        var made = await OkAsync(desk.CreateAsync(18 * 60, 19 * 60));
        made.GetProperty("duration_ms").GetInt64().ShouldBe(60 * 60_000);

        var sheet = await OkAsync(desk.Client.GetAsync("/api/v1/timesheet?start=2026-11-20&end=2026-11-21"));
        sheet.GetProperty("total_ms").GetInt64().ShouldBe(60 * 60_000);
        sheet.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("total_ms").GetInt64()).ShouldBe([30 * 60_000L, 30 * 60_000L]);
        foreach (var day in sheet.GetProperty("days").EnumerateArray()) Single(day).GetProperty("id").GetGuid().ShouldBe(made.GetProperty("id").GetGuid());
        var list = await OkAsync(desk.Client.GetAsync("/api/v1/entries?start=2026-11-20&end=2026-11-21"), "items");
        list.EnumerateArray().ShouldHaveSingleItem().GetProperty("duration_ms").GetInt64().ShouldBe(60 * 60_000);
        await desk.AddsUpAsync();
        await desk.AddsUpAsync("2026-11-21");
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-20T09:00:00Z", "end", "invalid")]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z", "end", "invalid")]
    [InlineData("2026-11-19T10:00:00Z", "2026-11-20T10:00:01Z", "end", "out-of-range")]
    [InlineData("2026-11-20T10:00:00", "2026-11-20T11:00:00Z", "start", "invalid")]
    [InlineData(null, "2026-11-20T11:00:00Z", "start", "required")]
    [InlineData("1999-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "start", "out-of-range")]
    [InlineData("2199-11-20T10:00:00Z", "2199-11-20T11:00:00Z", "end", "out-of-range")]
    public async Task Times_that_make_no_sense_are_named(string? start, string? end, string field, string key)
    {
        var desk = await OpenAsync(host);

        var (status, _, body) = await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/entries", new { start, end }));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
    }

    [Fact]
    public async Task A_task_brings_its_project_and_must_belong_to_the_one_given()
    {
        var desk = await OpenAsync(host);
        var (one, task) = await desk.ProjectAsync("One", "ONE-1");
        var (two, _) = await desk.ProjectAsync("Two", "TWO-1");

        var made = await OkAsync(desk.Client.PostAsJsonAsync("/api/v1/entries", new { start = Instant(540), end = Instant(600), task_id = task }));
        var refused = await ProblemAsync(
            desk.Client.PostAsJsonAsync("/api/v1/entries", new { start = Instant(640), end = Instant(700), task_id = task, project_id = two }));

        made.GetProperty("project").GetProperty("id").GetGuid().ShouldBe(one);
        refused.Body.GetProperty("errors").GetProperty("task_id")[0].GetString().ShouldBe("invalid");
    }

    private static JsonElement Single(JsonElement day) => day.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
}
