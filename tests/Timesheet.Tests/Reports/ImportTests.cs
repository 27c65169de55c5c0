using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Reports;

public sealed class ImportTests(HostFixture host)
{
    private const string Day = "start=2026-11-16&end=2026-11-16";

    [Fact]
    public async Task A_look_writes_nothing_a_commit_does_and_the_same_file_again_is_all_duplicates()
    {
        var crew = await OpenAsync(host);
        var mia = await crew.JoinAsync("manager", "Europe/Berlin");
        var project = await ProjectAsync(mia, "Alpha");
        await TaskAsync(mia, project, "A-1");
        const string csv = "date,start,end,project,task_key,description\n2026-11-16,09:00,10:30,alpha,a-1,\"said \"\"yes\"\"\"\n2026-11-16,10:30,11:00,,,\r\n";

        var look = await ImportAsync(mia, csv, commit: false);
        Counts(look).ShouldBe((2, 2, 0, 0));
        Ms(look, "accepted_ms").ShouldBe(7_200_000);
        (await TotalAsync(mia)).ShouldBe(0);

        Counts(await ImportAsync(mia, csv, commit: true)).ShouldBe((2, 2, 0, 0));
        (await TotalAsync(mia)).ShouldBe(7_200_000);
        var entry = (await Desk.OkAsync(mia.Client.GetAsync("/api/v1/timesheet?" + Day), "days", 0, "entries", 0));
        entry.GetProperty("description").GetString().ShouldBe("said \"yes\"");
        entry.GetProperty("start").GetString().ShouldStartWith("2026-11-16T08:00:00", customMessage: "nine on the wall of Berlin");

        Counts(await ImportAsync(mia, csv, commit: true)).ShouldBe((2, 0, 2, 0));
        (await TotalAsync(mia)).ShouldBe(7_200_000);
    }

    [Theory]
    [InlineData("2026-11-16,10:00,09:00,,,", "end", "before-start")]
    [InlineData("2026-11-16,10:00,10:00,,,", "end", "before-start")]
    [InlineData("2026-03-29,02:30,04:00,,,", "start", "dst-gap")]
    [InlineData("2026-03-29,01:30,02:15,,,", "end", "dst-gap")]
    [InlineData("2026-11-16,,09:00,,,", "start", "required")]
    [InlineData("2026-11-16,soon,09:00,,,", "start", "invalid")]
    [InlineData("16.11.2026,08:00,09:00,,,", "date", "invalid")]
    [InlineData("2026-11-16,08:00,09:00,Nowhere,,", "project", "unknown")]
    [InlineData("2026-11-16,08:00,09:00,,X-99,", "task_key", "unknown")]
    [InlineData("2199-11-16,08:00,09:00,,,", "end", "out-of-range")]
    [InlineData("2026-11-16,12:30,13:30,,,", "start", "overlaps-reviewed")]
    public async Task A_row_that_cannot_be_is_rejected_with_its_field_and_reason_and_spoils_no_other(string row, string field, string reason)
    {
        var crew = await OpenAsync(host);
        var mia = await crew.JoinAsync("member", "Europe/Berlin");
        await crew.SpendAsync(mia, "2026-11-16T12:00:00Z", 3600);

        var answer = await ImportAsync(mia, $"date,start,end,project,task_key,description\n2026-11-16,20:00,21:00,,,fine\n{row}\n", commit: true);

        Counts(answer).ShouldBe((2, 1, 0, 1));
        var bad = answer.GetProperty("rows")[1];
        (bad.GetProperty("line").GetInt32(), bad.GetProperty("field").GetString(), bad.GetProperty("reason").GetString()).ShouldBe((3, field, reason));
    }

    [Fact]
    public async Task Rows_that_overlap_each_other_are_told_apart_from_what_was_there()
    {
        var mia = await (await OpenAsync(host)).JoinAsync("member");

        var answer = await ImportAsync(mia, "date;start;end\n2026-11-16;08:00;09:00\n2026-11-16;08:30;09:30\n2026-11-16;08:00;09:00\n2026-11-16;09:00;09:30\n", commit: true);

        answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("reason").GetString() ?? row.GetProperty("verdict").GetString())
            .ShouldBe(["accepted", "overlaps-row", "duplicate", "accepted"]);
    }

    [Fact]
    public async Task Ones_own_export_comes_back_as_duplicates()
    {
        var crew = await OpenAsync(host);
        var mia = await crew.JoinAsync("manager", "America/New_York");
        var project = await ProjectAsync(mia, "=Alpha");
        await crew.SpendAsync(mia, "2026-11-01T04:30:00Z", 7200, project); // across the hour that comes twice
        await crew.SpendAsync(mia, "2026-11-16T04:00:00Z", 7200, project, description: "-across midnight");

        var csv = await mia.Client.GetStringAsync("/api/v1/exports/timesheet?start=2026-10-31&end=2026-11-16");

        Counts(await ImportAsync(mia, csv, commit: true)).ShouldBe((3, 0, 3, 0));
    }

    [Fact]
    public async Task Inferred_time_makes_room_for_what_is_imported()
    {
        var desk = await Desk.OpenAsync(host);
        await desk.DeriveAsync(Reconcile.Days.Block(1, 480, 600));

        var answer = await Desk.OkAsync(desk.Client.PostAsJsonAsync("/api/v1/imports/entries", new { csv = $"start,end\n{Desk.Today} 08:30,{Desk.Today} 09:00\n", commit = true }));

        Counts(answer).ShouldBe((1, 1, 0, 0));
        await desk.AddsUpAsync();
        (await desk.EntriesAsync()).Select(entry => entry.GetProperty("status").GetString()).ShouldBe(["inferred", "manual", "inferred"]);
    }

    [Fact]
    public async Task A_closed_period_takes_neither_a_row_nor_another_billing()
    {
        var crew = await OpenAsync(host);
        var mia = await crew.JoinAsync("member");
        var entry = await crew.SpendAsync(mia, "2026-11-16T12:00:00Z", 3600);
        await crew.ReadAsync<int>("""
            insert into timesheet.period (user_id, period_id, workspace_id, kind, start_day, end_day, state, total_ms, target_ms, to_review, submitted_at)
            values (@User, gen_random_uuid(), @Workspace, 'week', '2026-11-16', '2026-11-22', 'submitted', 0, 0, 0, now()) returning 1
            """, new { mia.User, crew.Workspace });

        foreach (var commit in new[] { false, true })
        {
            var answer = await ImportAsync(mia, "date,start,end\n2026-11-15,23:30,00:10\n2026-11-15,23:00,23:30\n2026-11-17,08:00,09:00\n", commit);
            answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("reason").GetString()).ShouldBe(["before-start", null, "locked"]);
        }

        (await Desk.ProblemAsync(mia.Client.PutAsJsonAsync($"/api/v1/entries/{entry}/billable", new { billable = true }))).Body.GetProperty("errors")
            .TryGetProperty("billable", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("day,from\n1,2", "no-column-start")]
    public async Task A_file_that_is_none_is_refused(string csv, string reason)
    {
        var mia = await (await OpenAsync(host)).JoinAsync("member");

        var (status, _, body) = await Desk.ProblemAsync(mia.Client.PostAsJsonAsync("/api/v1/imports/entries", new { csv }));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.GetProperty("errors").GetProperty("csv")[0].GetString().ShouldBe(reason);
    }

    private static Task<JsonElement> ImportAsync(Person person, string csv, bool commit) =>
        Desk.OkAsync(person.Client.PostAsJsonAsync("/api/v1/imports/entries", new { csv, commit }));

    private static (int, int, int, int) Counts(JsonElement answer) =>
        (answer.GetProperty("total").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("rejected").GetInt32());

    private static async Task<long> TotalAsync(Person person) => (await Desk.OkAsync(person.Client.GetAsync("/api/v1/timesheet?" + Day), "total_ms")).GetInt64();
}
