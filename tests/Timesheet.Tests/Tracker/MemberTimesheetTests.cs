using System.Net;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Daybook.Timesheet.Tests.Reports;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Tracker;

/// <summary>The tracker contract's timesheet of a member, as who manages the workspace sees it.</summary>
public sealed class MemberTimesheetTests(HostFixture host)
{
    [Fact]
    public async Task A_manager_sees_a_members_derived_time_on_the_members_own_days_and_no_descriptions()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member", "Asia/Kolkata"));
        var project = await ProjectAsync(boss, "Alpha");
        var task = await TaskAsync(boss, project, "A-1");
        await DerivedAsync(crew, mia, "2026-11-16T18:00:00Z", 3600, project, task); // 23:30 to 00:30 in Kolkata
        await DerivedAsync(crew, mia, "2026-11-17T08:00:00Z", 600, project, status: "inferred");

        var sheet = await Desk.OkAsync(boss.Client.GetAsync(PathTo(crew, mia)));

        sheet.EnumerateObject().Select(field => field.Name).ShouldBe(["days", "total_minutes", "days_count"]);
        (Ms(sheet, "total_minutes"), Ms(sheet, "days_count")).ShouldBe((70, 2));
        var days = sheet.GetProperty("days").EnumerateArray().ToArray();
        days.Select(day => (day.GetProperty("date").GetString(), Ms(day, "total_minutes"))).ShouldBe([("2026-11-16", 30), ("2026-11-17", 40)]);
        var entries = days[1].GetProperty("entries").EnumerateArray().ToArray();
        entries[0].EnumerateObject().Select(field => field.Name).ShouldBe(
            ["id", "entry_date", "duration_minutes", "task_id", "task_title", "description", "confidence_score", "attribution_status"]);
        entries.Select(entry => (Ms(entry, "duration_minutes"), entry.GetProperty("task_title").GetString(), entry.GetProperty("attribution_status").GetString()))
            .ShouldBe([(30, "Task A-1", "confirmed"), (10, null, "inferred")]);
        entries.ShouldAllBe(entry => entry.GetProperty("description").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Nothing_personal_private_dismissed_written_unattributed_foreign_or_seen_on_a_screen_leaves_the_members_own_pages()
    {
        var crew = await OpenAsync(host);
        var elsewhere = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("owner"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        var stranger = await elsewhere.JoinAsync("owner");
        var theirs = await ProjectAsync(stranger, "canary project");
        var secret = await TaskAsync(stranger, theirs, "canary-1");
        await DerivedAsync(crew, mia, "2026-11-16T07:00:00Z", 600, project);
        await DerivedAsync(crew, mia, "2026-11-16T08:00:00Z", 660, project, kind: "personal");
        await DerivedAsync(crew, mia, "2026-11-16T09:00:00Z", 720, project, kind: "private");
        await DerivedAsync(crew, mia, "2026-11-16T10:00:00Z", 780, project, status: "dismissed");
        await DerivedAsync(crew, mia, "2026-11-16T11:00:00Z", 840, theirs, secret);
        await DerivedAsync(crew, mia, "2026-11-16T12:00:00Z", 900);
        await DerivedAsync(crew, mia, "2026-11-16T13:00:00Z", 960, kind: "idle", status: "inferred");
        await crew.SpendAsync(mia, "2026-11-16T14:00:00Z", 1020, project, description: "canary-written");

        var answer = await boss.Client.GetAsync(PathTo(crew, mia));
        var text = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        text.ShouldNotContain("canary", Case.Insensitive);
        Ms(JsonDocument.Parse(text).RootElement, "total_minutes").ShouldBe(10);
    }

    [Fact]
    public async Task Each_look_is_in_the_members_access_log_and_looking_at_oneself_is_none()
    {
        var crew = await OpenAsync(host);
        var (boss, mia, jan) = (await crew.JoinAsync("admin", name: "Bea Boss"), await crew.JoinAsync("member"), await crew.JoinAsync("member"));

        await Desk.OkAsync(boss.Client.GetAsync(PathTo(crew, mia)));
        await Desk.OkAsync(boss.Client.GetAsync($"/api/v1/tracker/admin/timesheet?developer_id={mia.Id}&start=2026-11-16&end=2026-11-16")); // the workspace they work in
        await Desk.OkAsync(boss.Client.GetAsync(PathTo(crew, boss)));
        (await Desk.ProblemAsync(jan.Client.GetAsync(PathTo(crew, mia)))).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await LooksAsync(mia)).Select(look => (look.GetProperty("what").GetString(), look.GetProperty("viewer_name").GetString(), look.GetProperty("first_day").GetString(), look.GetProperty("last_day").GetString()))
            .ShouldBe([("timesheet", "Bea Boss", "2026-11-16", "2026-11-16"), ("timesheet", "Bea Boss", "2026-11-16", "2026-11-22")]);
        (await LooksAsync(boss)).ShouldBeEmpty();
        (await LooksAsync(jan)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("owner", true)]
    [InlineData("admin", true)]
    [InlineData("manager", true)]
    [InlineData("member", false)]
    public async Task Only_who_manages_the_workspace_looks_even_at_oneself(string role, bool may)
    {
        var crew = await OpenAsync(host);
        var (viewer, mia) = (await crew.JoinAsync(role), await crew.JoinAsync("member"));

        foreach (var person in new[] { mia, viewer })
        {
            if (may) await Desk.OkAsync(viewer.Client.GetAsync(PathTo(crew, person)));
            else (await Desk.ProblemAsync(viewer.Client.GetAsync(PathTo(crew, person)))).ShouldSatisfyAllConditions(
                answer => answer.Status.ShouldBe(HttpStatusCode.Forbidden), answer => answer.Slug.ShouldBe("managers-only"));
        }
    }

    [Fact]
    public async Task Another_workspace_stays_closed_and_its_people_are_unknown()
    {
        var (crew, other) = (await OpenAsync(host), await OpenAsync(host));
        var (boss, stranger) = (await crew.JoinAsync("owner"), await other.JoinAsync("member"));

        (await Desk.ProblemAsync(boss.Client.GetAsync(PathTo(other, stranger)))).Slug.ShouldBe("managers-only");
        (await Desk.ProblemAsync(boss.Client.GetAsync(PathTo(crew, stranger)))).Slug.ShouldBe("member-unknown");
        (await LooksAsync(stranger)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "developer_id", "required")]
    [InlineData("&developer_id=mia", "developer_id", "invalid")]
    [InlineData("&workspace_id=here", "workspace_id", "invalid")]
    public async Task What_cannot_be_an_id_is_named(string query, string field, string key)
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("owner");
        var (status, _, body) = await Desk.ProblemAsync(boss.Client.GetAsync("/api/v1/tracker/admin/timesheet?start=2026-11-16" + query));
        (status, body.GetProperty("errors").GetProperty(field)[0].GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, key));
    }

    [Fact]
    public async Task A_range_that_makes_no_sense_is_a_bad_request_and_no_look()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("owner"), await crew.JoinAsync("member"));
        (await Desk.ProblemAsync(boss.Client.GetAsync($"/api/v1/tracker/admin/timesheet?developer_id={mia.Id}&start=2026-11-20&end=2026-11-10"))).Slug.ShouldBe("bad-range");
        (await LooksAsync(mia)).ShouldBeEmpty();
    }

    private static string PathTo(Crew crew, Person person) =>
        $"/api/v1/tracker/admin/timesheet?workspace_id={crew.Workspace}&developer_id={person.Id}&start=2026-11-16&end=2026-11-22";

    // As derivation leaves it: made from a block, and told by what was on the screen.
    private static async Task DerivedAsync(
        Crew crew, Person person, string start, double seconds, Guid? project = null, Guid? task = null, string status = "confirmed", string kind = "work")
    {
        var id = await crew.SpendAsync(person, start, seconds, project, task, status, kind, description: "canary-title");
        await crew.ReadAsync<int>("update timesheet.time_entry set block_key = entry_id where user_id = @User and entry_id = @id returning 1", new { person.User, id });
    }
}
