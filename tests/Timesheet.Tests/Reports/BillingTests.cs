using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Reports;

public sealed class BillingTests(HostFixture host)
{
    private const string Week = "start=2026-11-16&end=2026-11-22";

    [Theory]
    [InlineData("up", "entry", 3 * 900)] // 1, 8 and 15 minutes, each to a quarter of an hour
    [InlineData("nearest", "entry", 2 * 900)]
    [InlineData("down", "entry", 900)]
    [InlineData("up", "day", 2 * 900)] // 24 minutes together
    [InlineData("nearest", "day", 2 * 900)]
    [InlineData("down", "day", 900)]
    [InlineData("none", "entry", 24 * 60)]
    public async Task Rounding_is_in_reports_only_and_the_raw_time_stands_beside_it(string mode, string per, long seconds)
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");
        var project = await ProjectAsync(boss, "Alpha");
        var task = await TaskAsync(boss, project, "A-1");
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 60, project);
        await crew.SpendAsync(boss, "2026-11-16T09:00:00Z", 480, project, task);
        await crew.SpendAsync(boss, "2026-11-16T10:00:00Z", 900, project, status: "inferred");
        await SetAsync(boss, "/api/v1/billing", new { currency = "EUR", rounding = new { mode, minutes = 15, per } });

        foreach (var keys in new[] { "project", "task,person", "day", "week,project" })
        {
            var report = await ReportAsync(boss, $"{Week}&scope=workspace&group_by={keys}");
            Ms(report.GetProperty("total")).ShouldBe(24 * 60_000, keys);
            Ms(report.GetProperty("total"), "rounded_ms").ShouldBe(seconds * 1000, keys);
            Groups(report).Sum(line => Ms(line, "rounded_ms")).ShouldBe(seconds * 1000, keys);
        }

        var sheet = await Desk.OkAsync(boss.Client.GetAsync("/api/v1/timesheet?" + Week), "total_ms");
        sheet.GetInt64().ShouldBe(24 * 60_000, "the timesheet knows no rounding");
    }

    [Fact]
    public async Task A_projects_own_rounding_stands_before_the_workspaces()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");
        var (alpha, beta) = (await ProjectAsync(boss, "Alpha"), await ProjectAsync(boss, "Beta"));
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 61, alpha);
        await crew.SpendAsync(boss, "2026-11-16T09:00:00Z", 61, beta);
        await SetAsync(boss, "/api/v1/billing", new { currency = "EUR", rounding = new { mode = "up", minutes = 6, per = "entry" } });
        await SetAsync(boss, $"/api/v1/billing/projects/{beta}", new { billable = true, rounding = new { mode = "up", minutes = 30, per = "day" } });

        var lines = Groups(await ReportAsync(boss, $"{Week}&scope=workspace")).ToDictionary(line => line.GetProperty("id").GetGuid(), line => Ms(line, "rounded_ms"));

        lines.ShouldBe(new Dictionary<Guid, long> { [alpha] = 360_000, [beta] = 1_800_000 }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_rate_nearest_to_the_work_counts_from_its_day_on()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("owner"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        var task = await TaskAsync(boss, project, "A-1");
        await SetAsync(boss, $"/api/v1/billing/projects/{project}", new { billable = true });
        await RateAsync(boss, new { effective_from = "2026-01-01", minor_per_hour = 5_000 });
        await RateAsync(boss, new { project_id = project, effective_from = "2026-11-18", minor_per_hour = 10_000 });
        await RateAsync(boss, new { project_id = project, person_id = mia.Id, effective_from = "2026-11-20", minor_per_hour = 8_000 });
        await RateAsync(boss, new { task_id = task, effective_from = "2026-11-20", minor_per_hour = 20_000 });
        await crew.SpendAsync(mia, "2026-11-17T08:00:00Z", 3600, project); // 50.00
        await crew.SpendAsync(mia, "2026-11-18T08:00:00Z", 3600, project); // 100.00
        await crew.SpendAsync(mia, "2026-11-20T08:00:00Z", 3600, project); // 80.00
        await crew.SpendAsync(mia, "2026-11-20T10:00:00Z", 3600, project, task); // 200.00
        await crew.SpendAsync(boss, "2026-11-20T10:00:00Z", 1800, project); // 50.00

        foreach (var keys in new[] { "project", "person,day", "task", "week,person" })
        {
            var report = await ReportAsync(boss, $"{Week}&scope=workspace&group_by={keys}");
            Ms(report.GetProperty("total"), "amount_minor").ShouldBe(48_000, keys);
            Groups(report).Sum(line => Ms(line, "amount_minor")).ShouldBe(48_000, keys);
        }
    }

    [Fact]
    public async Task Amounts_of_lines_add_up_to_the_cent_and_members_see_none()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("admin"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        await SetAsync(boss, $"/api/v1/billing/projects/{project}", new { billable = true });
        await RateAsync(boss, new { effective_from = "2026-01-01", minor_per_hour = 3_333 });
        for (var day = 16; day < 23; day++) await crew.SpendAsync(mia, $"2026-11-{day}T08:00:00Z", 1234.567, project);

        var report = await ReportAsync(boss, $"{Week}&scope=workspace&group_by=day,project");
        var total = Ms(report.GetProperty("total"), "amount_minor");
        total.ShouldBe((long)Math.Round(7 * 1_234_567m * 3_333 / 3_600_000));
        Groups(report).Sum(line => Ms(line, "amount_minor")).ShouldBe(total);

        var own = await ReportAsync(mia, Week);
        own.GetProperty("currency").ValueKind.ShouldBe(JsonValueKind.Null);
        own.GetProperty("total").GetProperty("amount_minor").ValueKind.ShouldBe(JsonValueKind.Null);
        Ms(own.GetProperty("total"), "billable_ms").ShouldBe(7 * 1_234_567);
    }

    [Fact]
    public async Task An_entry_says_whether_it_is_billed_and_what_its_project_says()
    {
        var crew = await OpenAsync(host);
        var (boss, mia) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member"));
        var project = await ProjectAsync(boss, "Alpha");
        var entry = await crew.SpendAsync(mia, "2026-11-16T08:00:00Z", 600, project);
        var path = $"/api/v1/entries/{entry}/billable";

        async Task<(bool?, bool)> StateAsync()
        {
            var state = await Desk.OkAsync(mia.Client.GetAsync(path));
            return (state.GetProperty("billable").Deserialize<bool?>(), state.GetProperty("by_project").GetBoolean());
        }

        (await StateAsync()).ShouldBe((null, false));
        await SetAsync(boss, $"/api/v1/billing/projects/{project}", new { billable = true });
        (await StateAsync()).ShouldBe((null, true));
        await SetAsync(mia, path, new { billable = false });
        (await StateAsync()).ShouldBe((false, true));
        await SetAsync(mia, path, new { billable = (bool?)null });
        (await StateAsync()).ShouldBe((null, true));
        (await boss.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is nobody else's");
    }

    [Fact]
    public async Task A_rate_of_a_task_says_what_the_task_is_called()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("owner");
        var project = await ProjectAsync(boss, "Alpha");
        var task = await TaskAsync(boss, project, "A-1");
        await RateAsync(boss, new { task_id = task, effective_from = "2026-11-20", minor_per_hour = 20_000 });
        await RateAsync(boss, new { effective_from = "2026-11-20", minor_per_hour = 10_000 });

        var rates = (await Desk.OkAsync(boss.Client.GetAsync("/api/v1/billing"))).GetProperty("rates").EnumerateArray().ToDictionary(rate => Ms(rate, "minor_per_hour"));

        rates[20_000].GetProperty("task").GetProperty("key").GetString().ShouldBe("A-1");
        rates[20_000].GetProperty("task").GetProperty("title").GetString().ShouldBe("Task A-1");
        rates[10_000].GetProperty("task").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Members_neither_see_nor_set_what_time_costs()
    {
        var crew = await OpenAsync(host);
        var mia = await crew.JoinAsync("member");

        foreach (var asked in new[]
        {
            mia.Client.GetAsync("/api/v1/billing"), mia.Client.PutAsJsonAsync("/api/v1/billing", new { currency = "EUR" }),
            mia.Client.PostAsJsonAsync("/api/v1/billing/rates", new { effective_from = "2026-01-01", minor_per_hour = 1 }),
            mia.Client.DeleteAsync($"/api/v1/billing/rates/{Guid.CreateVersion7()}"), mia.Client.PutAsJsonAsync($"/api/v1/billing/projects/{Guid.CreateVersion7()}", new { billable = true }),
            mia.Client.PostAsJsonAsync("/api/v1/clients", new { name = "Acme" }), mia.Client.GetAsync($"/api/v1/reports?scope=workspace"),
            mia.Client.GetAsync("/api/v1/team"), mia.Client.GetAsync($"/api/v1/team/{mia.Id}"), mia.Client.GetAsync("/api/v1/exports/report?scope=workspace"),
        })
            (await asked).StatusCode.ShouldBe(HttpStatusCode.Forbidden, (await asked).RequestMessage!.RequestUri!.ToString());
    }

    [Fact]
    public async Task Wrong_rates_and_rules_are_named_at_their_field()
    {
        var crew = await OpenAsync(host);
        var (boss, other) = (await crew.JoinAsync("manager"), await (await OpenAsync(host)).JoinAsync("manager"));
        var theirs = await ProjectAsync(other, "Theirs");

        (await FieldsAsync(boss.Client.PostAsJsonAsync("/api/v1/billing/rates", new { project_id = theirs, effective_from = "2026-01-01", minor_per_hour = 1 }))).ShouldBe(["project_id"]);
        (await FieldsAsync(boss.Client.PostAsJsonAsync("/api/v1/billing/rates", new { person_id = other.Id, minor_per_hour = -1 }))).ShouldBe(["effective_from", "minor_per_hour", "person_id"], ignoreOrder: true);
        (await FieldsAsync(boss.Client.PutAsJsonAsync("/api/v1/billing", new { currency = "euro", rounding = new { mode = "sideways", minutes = 0 } })))
            .ShouldBe(["currency", "rounding.mode", "rounding.minutes"], ignoreOrder: true);
        (await boss.Client.PutAsJsonAsync($"/api/v1/billing/projects/{theirs}", new { billable = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string[]> FieldsAsync(Task<HttpResponseMessage> asked) =>
        [.. (await Desk.ProblemAsync(asked)).Body.GetProperty("errors").EnumerateObject().Select(field => field.Name)];

    private static async Task SetAsync(Person person, string path, object body) =>
        (await person.Client.PutAsJsonAsync(path, body)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private static async Task RateAsync(Person person, object body) => await Desk.OkAsync(person.Client.PostAsJsonAsync("/api/v1/billing/rates", body));
}
