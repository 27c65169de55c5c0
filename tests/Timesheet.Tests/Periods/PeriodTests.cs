using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Daybook.Timesheet.Tests.Reports;
using Npgsql;
using Dapper;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Periods;

public sealed class PeriodTests(HostFixture host)
{
    [Fact]
    public async Task A_week_is_submitted_rejected_corrected_approved_locked_and_unlocked()
    {
        var desk = await OpenAsync(host, role: "member");
        await desk.DeriveAsync(Block(1, 540, 600));
        var week = (await OwnAsync(desk))[0];
        (week.GetProperty("id").ValueKind, week.GetProperty("state").GetString(), week.GetProperty("total_ms").GetInt64(), week.GetProperty("to_review").GetInt32())
            .ShouldBe((JsonValueKind.Null, "open", 3_600_000, 1));

        var submitted = await OkAsync(SubmitAsync(desk));
        submitted.GetProperty("state").GetString().ShouldBe("submitted");
        submitted.GetProperty("to_review").GetInt32().ShouldBe(1);
        var id = submitted.GetProperty("id").GetGuid();
        (await OkAsync(host.Owner.Client.GetAsync($"/api/v1/periods?state=submitted&workspace_id={host.Owner.WorkspaceId}"), "items")).EnumerateArray()
            .Single(item => item.GetProperty("id").GetGuid() == id).GetProperty("user").GetProperty("name").GetString().ShouldBe("Mia Member");

        (await ProblemAsync(DecideAsync(host.Owner.Client, id, "reject"))).Body.GetProperty("errors").GetProperty("reason")[0].GetString().ShouldBe("required");
        (await OkAsync(DecideAsync(host.Owner.Client, id, "reject", "Tuesday is missing"))).GetProperty("state").GetString().ShouldBe("rejected");
        (await OwnAsync(desk))[0].GetProperty("reason").GetString().ShouldBe("Tuesday is missing");
        await OkAsync(desk.CreateAsync(700, 760));
        await desk.SettleAsync();
        (await OkAsync(SubmitAsync(desk))).GetProperty("total_ms").GetInt64().ShouldBe(7_200_000);
        await OkAsync(DecideAsync(host.Owner.Client, id, "approve"));
        await OkAsync(DecideAsync(host.Owner.Client, id, "lock"));
        (await ProblemAsync(DecideAsync(host.Owner.Client, id, "approve"))).Slug.ShouldBe("period-state");
        (await ProblemAsync(desk.CreateAsync(800, 860))).Slug.ShouldBe("period-locked");
        await OkAsync(DecideAsync(host.Owner.Client, id, "unlock", "One more entry"));
        await OkAsync(desk.CreateAsync(800, 860));

        var history = (await OkAsync(desk.Client.GetAsync($"/api/v1/periods/{id}"), "history")).EnumerateArray().ToArray();
        history.Select(one => one.GetProperty("action").GetString()).ShouldBe(["submit", "reject", "submit", "approve", "lock", "unlock"]);
        history[^1].GetProperty("reason").GetString().ShouldBe("One more entry");
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        (await connection.QuerySingleAsync<string>(
            "select details->>'reason' from workspace.audit where action = 'period-unlock' and subject = @subject", new { subject = id.ToString() })).ShouldBe("One more entry");
    }

    [Fact]
    public async Task Every_writer_of_entries_is_refused_at_its_field_while_the_period_is_closed()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 660));
        var manual = (await OkAsync(desk.CreateAsync(700, 760))).GetProperty("id").GetGuid();
        var (first, second) = (await desk.AtAsync(540), await desk.AtAsync(600));
        await desk.SettleAsync();
        await OkAsync(SubmitAsync(desk));

        await RefusedAsync(desk.PatchAsync(first, new { action = "confirm" }), "start");
        await RefusedAsync(desk.PatchAsync(first, new { action = "dismiss" }), "start");
        await RefusedAsync(desk.PatchAsync(manual, new { description = "Other" }), "start");
        await RefusedAsync(desk.PatchAsync(manual, new { end = Instant(765) }), "start");
        await RefusedAsync(desk.CreateAsync(800, 830), "start");
        await RefusedAsync(desk.CreateAsync(-24 * 60 * 4 - 10, -24 * 60 * 4 + 10), "end");
        await RefusedAsync(desk.CreateAsync(800, 830, parallel: true), "start");
        await RefusedAsync(desk.Client.DeleteAsync($"/api/v1/entries/{manual}"), "start");
        await RefusedAsync(desk.Client.PostAsJsonAsync($"/api/v1/entries/{first}/split", new { at = Instant(550) }), "at");
        await RefusedAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/merge", new { ids = new[] { first, second } }), "at");
        var bulk = await OkAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { ids = new[] { first, second }, action = "confirm" }), "results");
        bulk.EnumerateArray().ShouldAllBe(result => result.GetProperty("problem").GetProperty("type").GetString() == "/problems/period-locked");
        (await desk.EntriesAsync()).Length.ShouldBe(3);
        await desk.AddsUpAsync();

        var id = (await OwnAsync(desk))[0].GetProperty("id").GetGuid();
        await OkAsync(DecideAsync(desk.Client, id, "reopen"));
        await OkAsync(desk.PatchAsync(first, new { action = "confirm" }));
    }

    [Fact]
    public async Task What_arrives_after_the_lock_is_told_and_comes_in_when_the_period_is_opened()
    {
        var desk = await OpenAsync(host, role: "member");
        await desk.DeriveAsync(Block(1, 540, 600));
        var before = (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ToArray();
        var id = (await OkAsync(SubmitAsync(desk))).GetProperty("id").GetGuid();
        await OkAsync(DecideAsync(host.Owner.Client, id, "approve"));

        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 700, 720));

        (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ShouldBe(before);
        await desk.AddsUpAsync();
        var late = (await OwnAsync(desk))[0].GetProperty("late_days")[0];
        (late.GetProperty("date").GetString(), late.GetProperty("late_ms").GetInt64()).ShouldBe((Today, 20 * 60_000L));
        (await OwnAsync(desk))[0].GetProperty("total_ms").GetInt64().ShouldBe(3_600_000);

        await OkAsync(DecideAsync(host.Owner.Client, id, "unlock", "Late data"));
        await desk.SettleAsync();
        (await desk.EntriesAsync()).Length.ShouldBe(2);
        (await OwnAsync(desk))[0].GetProperty("late_days").GetArrayLength().ShouldBe(0);
        (await OwnAsync(desk))[0].GetProperty("total_ms").GetInt64().ShouldBe(80 * 60_000);
    }

    [Fact]
    public async Task Nobody_decides_about_their_own_time_and_members_about_nobodys()
    {
        var manager = await OpenAsync(host);
        var member = await OpenAsync(host, role: "member");
        var own = (await OkAsync(SubmitAsync(manager))).GetProperty("id").GetGuid();

        (await ProblemAsync(DecideAsync(manager.Client, own, "approve"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(DecideAsync(member.Client, own, "approve"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ProblemAsync(DecideAsync(host.Owner.Client, own, "reopen"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(member.Client.GetAsync($"/api/v1/periods/{own}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ProblemAsync(member.Client.GetAsync($"/api/v1/periods?workspace_id={host.Owner.WorkspaceId}"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(member.Client.PutAsJsonAsync("/api/v1/period-settings", new { kind = "month" }))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_owner_who_manages_alone_decides_about_their_own_time()
    {
        await using var alone = new HostFixture();
        await alone.InitializeAsync();
        var owner = alone.Owner.Client;
        var id = (await OkAsync(owner.PostAsJsonAsync("/api/v1/periods/submit", new { date = Today }))).GetProperty("id").GetGuid();

        (await OkAsync(DecideAsync(owner, id, "approve"))).GetProperty("state").GetString().ShouldBe("approved");

        // Where the workspace demands it, unreviewed time is not handed in; months do not run into weeks that were.
        await OkAsync(owner.PutAsJsonAsync("/api/v1/period-settings", new { kind = "month", demand_review = true }));
        (await ProblemAsync(owner.PostAsJsonAsync("/api/v1/periods/submit", new { date = Today }))).Slug.ShouldBe("period-overlaps");
        (await OkAsync(owner.PostAsJsonAsync("/api/v1/periods/submit", new { date = "2026-02-10" }))).GetProperty("end").GetString().ShouldBe("2026-02-28");
    }

    [Theory]
    [InlineData("""{}""", "date", "required")]
    [InlineData("""{"date":"2026-13-01"}""", "date", "invalid")]
    [InlineData("""{"date":"2026-11-20","workspace_id":"0190b4d2-0000-7000-8000-000000000001"}""", "workspace_id", "unknown")]
    public async Task A_submission_that_makes_no_sense_is_named(string body, string field, string key)
    {
        var desk = await OpenAsync(host);
        var (_, _, problem) = await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/periods/submit", JsonDocument.Parse(body).RootElement));
        problem.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
    }

    [Fact]
    public async Task A_period_that_has_not_begun_is_not_handed_in()
    {
        var desk = await OpenAsync(host);
        (await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/periods/submit", new { date = "2090-01-01" }))).Slug.ShouldBe("period-future");
    }

    [Fact]
    public async Task Of_an_edit_and_a_submission_of_what_was_on_the_screen_exactly_one_wins()
    {
        for (var round = 0; round < 8; round++)
        {
            var desk = await OpenAsync(host, role: "member");
            await OkAsync(desk.CreateAsync(540, 600));
            await desk.SettleAsync();

            var answers = await Task.WhenAll(
                desk.CreateAsync(700, 760),
                desk.Client.PostAsJsonAsync("/api/v1/periods/submit", new { date = Today, total_ms = 3_600_000 }));

            // The day may wait for its derivation because of the edit: then it is the edit that won, too.
            answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1, $"{answers[0].StatusCode} {answers[1].StatusCode}");
            (await OwnAsync(desk))[0].GetProperty("total_ms").GetInt64().ShouldBe(answers[0].IsSuccessStatusCode ? 7_200_000 : 3_600_000);
        }
    }

    [Fact]
    public async Task Of_many_decisions_at_once_exactly_one_wins()
    {
        var second = await OpenAsync(host);
        for (var round = 0; round < 5; round++)
        {
            var desk = await OpenAsync(host, role: "member");
            var id = (await OkAsync(SubmitAsync(desk))).GetProperty("id").GetGuid();

            var answers = await Task.WhenAll(
                DecideAsync(host.Owner.Client, id, "approve"), DecideAsync(second.Client, id, "reject", "No"), DecideAsync(desk.Client, id, "reopen"),
                DecideAsync(second.Client, id, "approve"));

            answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
            answers.Where(answer => !answer.IsSuccessStatusCode).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task While_a_manager_approves_and_locks_no_edit_slips_in()
    {
        var desk = await OpenAsync(host, role: "member");
        await OkAsync(desk.CreateAsync(540, 600));
        await desk.SettleAsync();
        var id = (await OkAsync(SubmitAsync(desk))).GetProperty("id").GetGuid();

        var edits = Enumerable.Range(0, 12).Select(i => desk.CreateAsync(600 + i * 10, 610 + i * 10)).ToArray();
        await OkAsync(DecideAsync(host.Owner.Client, id, "approve"));
        await OkAsync(DecideAsync(host.Owner.Client, id, "lock"));

        (await Task.WhenAll(edits)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        (await desk.SheetAsync()).GetProperty("total_ms").GetInt64().ShouldBe(3_600_000);
    }

    [Fact]
    public async Task A_manager_who_looks_at_periods_is_in_the_access_log_of_everybody_on_the_page_once_a_request()
    {
        var crew = await Crew.OpenAsync(host);
        var (boss, mia, jan) = (await crew.JoinAsync("manager", name: "Bea Boss"), await crew.JoinAsync("member"), await crew.JoinAsync("member"));
        foreach (var day in new[] { "2026-11-04", "2026-11-11" }) await OkAsync(mia.Client.PostAsJsonAsync("/api/v1/periods/submit", new { date = day }));
        await OkAsync(boss.Client.PostAsJsonAsync("/api/v1/periods/submit", new { date = "2026-11-11" }));

        var items = (await OkAsync(boss.Client.GetAsync($"/api/v1/periods?workspace_id={crew.Workspace}"), "items")).EnumerateArray().ToArray();
        var first = items.Single(item => item.GetProperty("start").GetString() == "2026-11-02").GetProperty("id").GetGuid();
        foreach (var viewer in new[] { boss, mia }) await OkAsync(viewer.Client.GetAsync($"/api/v1/periods/{first}"));
        await OkAsync(boss.Client.GetAsync("/api/v1/periods"));
        (await ProblemAsync(jan.Client.GetAsync($"/api/v1/periods/{first}"))).Status.ShouldBe(HttpStatusCode.NotFound);

        items.Length.ShouldBe(3);
        var looks = (await Crew.LooksAsync(mia)).Select(look => (look.GetProperty("what").GetString(), look.GetProperty("viewer_name").GetString(), look.GetProperty("first_day").GetString(), look.GetProperty("last_day").GetString())).ToArray();
        looks.ShouldBe([("periods", "Bea Boss", "2026-11-02", "2026-11-08"), ("periods", "Bea Boss", "2026-11-02", "2026-11-15")]);
        (await Crew.LooksAsync(jan)).ShouldBeEmpty();
        (await Crew.LooksAsync(boss)).ShouldBeEmpty();
    }

    private static async Task<JsonElement[]> OwnAsync(Desk desk) =>
        [.. (await OkAsync(desk.Client.GetAsync($"/api/v1/periods?start={Today}&end={Today}"), "items")).EnumerateArray()];

    private static Task<HttpResponseMessage> SubmitAsync(Desk desk) => desk.Client.PostAsJsonAsync("/api/v1/periods/submit", new { date = Today });

    private static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid id, string action, string? reason = null) =>
        client.PostAsJsonAsync($"/api/v1/periods/{id}/{action}", new { reason });

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, string field)
    {
        var (status, slug, body) = await ProblemAsync(asked);
        (status, slug).ShouldBe((HttpStatusCode.Conflict, "period-locked"));
        body.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe("period-locked");
    }
}
