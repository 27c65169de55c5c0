using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Targets;

public sealed class TargetHttpTests(HostFixture host)
{
    private static readonly long[] Sevens = [25_200_000, 25_200_000, 25_200_000, 25_200_000, 25_200_000, 0, 0];
    private static readonly long[] Fours = [14_400_000, 14_400_000, 14_400_000, 14_400_000, 14_400_000, 0, 0];

    [Fact]
    public async Task The_balance_is_what_was_worked_less_a_target_that_leave_and_holidays_reduce()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 630, kind: Enrichment.Contracts.BlockKind.Personal));
        var me = (await OkAsync(desk.Client.GetAsync("/api/v1/me"))).GetProperty("user_id").GetGuid();
        await OkAsync(SetAsync(desk, new { user_id = me, valid_from = "2026-11-01", week_ms = Sevens }));
        await OkAsync(SetAsync(desk, new { user_id = me, valid_from = "2026-11-18", week_ms = Fours }));
        (await desk.Client.PutAsJsonAsync("/api/v1/leave", new { start = "2026-11-17", kind = "sick", half = true, note = "dentist" }))
            .StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await desk.Client.PutAsJsonAsync("/api/v1/leave", new { start = "2026-11-18", end = "2026-11-19" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var balance = await OkAsync(desk.Client.GetAsync("/api/v1/balance?start=2026-11-16&end=2026-11-20"));

        balance.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("target_ms").GetInt64())
            .ShouldBe([25_200_000, 12_600_000, 0, 0, 14_400_000]);
        balance.GetProperty("worked_ms").GetInt64().ShouldBe(3_600_000);
        balance.GetProperty("balance_ms").GetInt64().ShouldBe(3_600_000 - 52_200_000);
        balance.GetProperty("days")[1].GetProperty("leave")[0].GetProperty("name").GetString().ShouldBe("dentist");

        await desk.Client.DeleteAsync("/api/v1/leave?start=2026-11-17&end=2026-11-19");
        (await OkAsync(desk.Client.GetAsync("/api/v1/balance?start=2026-11-16&end=2026-11-20"))).GetProperty("target_ms").GetInt64()
            .ShouldBe(2 * 25_200_000 + 3 * 14_400_000);
        var told = await desk.App.Services.GetRequiredService<TargetQueries>().RangeAsync(desk.User, new(2026, 11, 17), new(2026, 11, 18));
        told.Select(day => (day.TargetMs, day.Source)).ShouldBe([(25_200_000L, TargetSource.Person), (14_400_000L, TargetSource.Person)]);
    }

    [Fact]
    public async Task A_member_sets_their_own_target_alone_and_sees_nobody_elses()
    {
        var desk = await OpenAsync(host, role: "member");
        var other = await OpenAsync(host, role: "member");
        var otherId = (await OkAsync(other.Client.GetAsync("/api/v1/me"))).GetProperty("user_id").GetGuid();
        await OkAsync(SetAsync(other, new { user_id = otherId, valid_from = "2026-11-01", week_ms = Fours }));

        (await ProblemAsync(SetAsync(desk, new { user_id = otherId, valid_from = "2026-11-01", week_ms = Sevens }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(SetAsync(desk, new { valid_from = "2026-11-01", week_ms = Sevens }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(desk.Client.PutAsJsonAsync("/api/v1/holidays/2026-12-25", new { name = "Christmas" }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await OkAsync(desk.Client.GetAsync("/api/v1/targets"), "items")).EnumerateArray()
            .ShouldAllBe(item => item.GetProperty("level").GetString() != "person");

        var own = (await OkAsync(other.Client.GetAsync("/api/v1/targets"), "items")).EnumerateArray().Single(item => item.GetProperty("level").GetString() == "person");
        (await desk.Client.DeleteAsync($"/api/v1/targets/{own.GetProperty("id").GetGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.DeleteAsync($"/api/v1/targets/{own.GetProperty("id").GetGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"valid_from":"2026-11-01"}""", "week_ms", "required")]
    [InlineData("""{"valid_from":"2026-11-01","week_ms":[1,2]}""", "week_ms", "invalid")]
    [InlineData("""{"valid_from":"2026-11-01","week_ms":[0,0,0,0,0,0,86400001]}""", "week_ms", "out-of-range")]
    [InlineData("""{"week_ms":[0,0,0,0,0,0,0]}""", "valid_from", "required")]
    [InlineData("""{"valid_from":"2026-02-30","week_ms":[0,0,0,0,0,0,0]}""", "valid_from", "invalid")]
    [InlineData("""{"valid_from":"2026-11-01","week_ms":[0,0,0,0,0,0,0],"project_id":"0190b4d2-0000-7000-8000-000000000001"}""", "project_id", "unknown")]
    [InlineData("""{"valid_from":"2026-11-01","week_ms":[0,0,0,0,0,0,0],"user_id":"0190b4d2-0000-7000-8000-000000000001"}""", "user_id", "unknown")]
    public async Task Targets_that_make_no_sense_are_named(string body, string field, string key)
    {
        var desk = await OpenAsync(host);
        var (status, _, problem) = await ProblemAsync(SetAsync(desk, JsonDocument.Parse(body).RootElement));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
    }

    private static Task<HttpResponseMessage> SetAsync(Desk desk, object body) => desk.Client.PutAsJsonAsync("/api/v1/targets", body);
}
