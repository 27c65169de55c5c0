using System.Net;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Reports;

public sealed class TeamTests(HostFixture host)
{
    private const string Week = "start=2026-11-16&end=2026-11-22";

    [Fact]
    public async Task A_manager_sees_sums_by_person_day_project_and_task_and_how_much_is_reviewed()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member", name: "Mia Member"));
        var project = await ProjectAsync(boss, "Alpha");
        var task = await TaskAsync(boss, project, "A-1");
        await crew.SpendAsync(mia, "2026-11-16T08:00:00Z", 3600, project, task);
        await crew.SpendAsync(mia, "2026-11-17T08:00:00Z", 1200, project, status: "inferred");

        var row = (await Desk.OkAsync(boss.Client.GetAsync("/api/v1/team?" + Week), "members")).EnumerateArray().Single(member => member.GetProperty("person_id").GetGuid() == mia.Id);
        (Ms(row, "total_ms"), Ms(row, "reviewed_ms")).ShouldBe((4_800_000, 3_600_000));
        row.GetProperty("days").EnumerateArray().Select(day => (day.GetProperty("date").GetString(), Ms(day, "total_ms"))).ShouldBe([("2026-11-16", 3_600_000L), ("2026-11-17", 1_200_000L)]);

        var one = await Desk.OkAsync(boss.Client.GetAsync($"/api/v1/team/{mia.Id}?" + Week));
        var tasks = one.GetProperty("projects")[0].GetProperty("tasks").EnumerateArray().ToDictionary(t => t.GetProperty("key").GetString() ?? "", t => Ms(t, "total_ms"));
        tasks.ShouldBe(new Dictionary<string, long> { ["A-1"] = 3_600_000, [""] = 1_200_000 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_look_is_in_the_access_log_of_the_one_who_was_looked_at_and_nobody_else()
    {
        var crew = await OpenAsync(host);
        var (boss, mia, jan) = (await crew.JoinAsync("manager", name: "Bea Boss"), await crew.JoinAsync("member"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        await crew.SpendAsync(mia, "2026-11-16T08:00:00Z", 3600, project);

        await Desk.OkAsync(boss.Client.GetAsync("/api/v1/team?" + Week));
        await Desk.OkAsync(boss.Client.GetAsync($"/api/v1/team/{mia.Id}?start=2026-11-16&end=2026-11-16"));
        await ReportAsync(boss, $"{Week}&scope=workspace&group_by=project,person");
        await ReportAsync(boss, $"{Week}&scope=workspace&group_by=project"); // names nobody
        (await boss.Client.GetAsync($"/api/v1/exports/report?{Week}&scope=workspace&person_id={mia.Id}&format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ReportAsync(boss, Week); // one's own time is no look

        (await LooksAsync(mia)).Select(look => (look.GetProperty("what").GetString(), look.GetProperty("viewer_name").GetString(), look.GetProperty("first_day").GetString(), look.GetProperty("last_day").GetString()))
            .ShouldBe([("export", "Bea Boss", "2026-11-16", "2026-11-22"), ("report", "Bea Boss", "2026-11-16", "2026-11-22"),
                ("member", "Bea Boss", "2026-11-16", "2026-11-16"), ("team", "Bea Boss", "2026-11-16", "2026-11-22")]);
        (await LooksAsync(jan)).Select(look => look.GetProperty("what").GetString()).ShouldBe(["team"]);
        (await LooksAsync(boss)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_access_log_comes_page_by_page()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member"));
        for (var i = 0; i < 60; i++) await Desk.OkAsync(boss.Client.GetAsync("/api/v1/team?" + Week));

        var first = await Desk.OkAsync(mia.Client.GetAsync("/api/v1/me/access-log"));
        var second = await Desk.OkAsync(mia.Client.GetAsync("/api/v1/me/access-log?cursor=" + first.GetProperty("next").GetString()));

        (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()).ShouldBe((50, 10));
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task No_managers_page_knows_titles_or_personal_private_dismissed_or_foreign_time()
    {
        var crew = await OpenAsync(host);
        var other = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("owner"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        var theirs = await ProjectAsync(await other.JoinAsync("owner"), "canary-foreign");
        await crew.SpendAsync(mia, "2026-11-16T07:00:00Z", 1000, project, description: "canary-title");
        await crew.SpendAsync(mia, "2026-11-16T08:00:00Z", 3600, kind: "personal", description: "canary-personal");
        await crew.SpendAsync(mia, "2026-11-16T10:00:00Z", 3600, kind: "private", description: "canary-private");
        await crew.SpendAsync(mia, "2026-11-16T12:00:00Z", 3600, project, status: "dismissed", description: "canary-dismissed");
        await crew.SpendAsync(mia, "2026-11-16T14:00:00Z", 3600, theirs, description: "canary-other");
        await crew.SpendAsync(mia, "2026-11-16T16:00:00Z", 3600, description: "canary-unattributed");

        var paths = new List<string> { "/api/v1/team?" + Week, $"/api/v1/team/{mia.Id}?" + Week };
        foreach (var keys in new[] { "project,person", "task,person", "person,day", "client,person", "week,project" })
        {
            paths.Add($"/api/v1/reports?{Week}&scope=workspace&group_by={keys}");
            foreach (var format in new[] { "csv", "json" }) paths.Add($"/api/v1/exports/report?{Week}&scope=workspace&group_by={keys}&format={format}");
        }

        foreach (var path in paths)
        {
            var answer = await boss.Client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain("canary", Case.Insensitive, path);
            text.ShouldContain("1000000", Case.Sensitive, path);
            text.ShouldNotContain("3600000", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task Somebody_of_another_workspace_is_unknown()
    {
        var (boss, stranger) = (await (await OpenAsync(host)).JoinAsync("owner"), await (await OpenAsync(host)).JoinAsync("member"));

        (await Desk.ProblemAsync(boss.Client.GetAsync($"/api/v1/team/{stranger.Id}?" + Week))).Slug.ShouldBe("member-unknown");
        (await Desk.ProblemAsync(boss.Client.GetAsync($"/api/v1/reports?{Week}&scope=workspace&person_id={stranger.Id}"))).Slug.ShouldBe("validation");
    }
}
