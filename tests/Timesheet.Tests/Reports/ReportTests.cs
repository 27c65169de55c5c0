using System.Net;
using System.Net.Http.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Reports;

public sealed class ReportTests(HostFixture host)
{
    private const string Week = "start=2026-11-16&end=2026-11-22";

    [Fact]
    public async Task Lines_add_up_to_the_total_at_both_levels_whatever_it_is_grouped_by()
    {
        var crew = await OpenAsync(host);
        var (boss, mia, jan) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member", "Asia/Kolkata"), await crew.JoinAsync("member", "America/New_York"));
        Guid[] projects = [await ProjectAsync(boss, "Alpha"), await ProjectAsync(boss, "Beta")];
        Guid?[] tasks = [await TaskAsync(boss, projects[0], "A-1"), null];
        var random = new Random(7);
        var wanted = 0L;
        foreach (var person in new[] { boss, mia, jan })
            for (var hour = 20; hour < 120; hour += 2)
            {
                var seconds = random.Next(1, 7_200_000) / 1000.0;
                await crew.SpendAsync(person, $"2026-11-16T00:00:00Z".Replace("16T00", $"{16 + hour / 24}T{hour % 24:00}"), seconds, projects[hour % 2 == 0 ? 0 : 1],
                    hour % 4 == 0 ? tasks[0] : null, hour % 3 == 0 ? "inferred" : "confirmed");
                wanted += (long)Math.Round(seconds * 1000);
            }

        foreach (var keys in new[] { "project", "day", "week", "person", "task", "client", "project,person", "day,project", "person,day", "week,task", "client,week" })
        {
            var report = await ReportAsync(boss, $"{Week}&scope=workspace&group_by={keys}");
            Ms(report.GetProperty("total")).ShouldBe(wanted, keys);
            Groups(report).Sum(line => Ms(line)).ShouldBe(wanted, keys);
            if (!keys.Contains(',', StringComparison.Ordinal)) continue;
            foreach (var line in Groups(report))
                foreach (var name in new[] { "raw_ms", "rounded_ms", "billable_ms", "reviewed_ms" })
                    Groups(line).Sum(below => Ms(below, name)).ShouldBe(Ms(line, name), keys);
        }
    }

    [Fact]
    public async Task Days_are_each_persons_own_and_an_entry_across_midnight_lies_in_both()
    {
        var crew = await OpenAsync(host);
        var (boss, ravi) = (await crew.JoinAsync("manager"), await crew.JoinAsync("member", "Asia/Kolkata"));
        var project = await ProjectAsync(boss, "Alpha");
        await crew.SpendAsync(ravi, "2026-11-16T18:00:00Z", 3600, project); // 23:30 to 00:30 in Kolkata
        await crew.SpendAsync(boss, "2026-11-16T18:00:00Z", 3600, project);

        var report = await ReportAsync(boss, $"{Week}&scope=workspace&group_by=person,day");

        var days = Groups(report).ToDictionary(line => line.GetProperty("id").GetGuid(), line => Groups(line).ToDictionary(day => day.GetProperty("id").GetString()!, day => Ms(day)));
        days[ravi.Id].ShouldBe(new Dictionary<string, long> { ["2026-11-16"] = 1_800_000, ["2026-11-17"] = 1_800_000 });
        days[boss.Id].ShouldBe(new Dictionary<string, long> { ["2026-11-16"] = 3_600_000 });

        var first = await ReportAsync(boss, "start=2026-11-17&end=2026-11-17&scope=workspace&group_by=person");
        Ms(first.GetProperty("total")).ShouldBe(1_800_000, "the range cuts at each person's own midnight");
    }

    [Fact]
    public async Task Days_of_23_and_25_hours_are_as_long_as_they_are()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager", "Europe/Berlin");
        var project = await ProjectAsync(boss, "Alpha");
        await crew.SpendAsync(boss, "2026-10-24T22:00:00Z", 25 * 3600, project); // the whole day of 25 hours
        await crew.SpendAsync(boss, "2026-03-28T23:00:00Z", 23 * 3600, project);

        var autumn = await ReportAsync(boss, "start=2026-10-20&end=2026-10-30&group_by=day");
        Groups(autumn).Select(line => (line.GetProperty("id").GetString(), Ms(line))).ShouldBe([("2026-10-25", 25 * 3_600_000L)]);
        var spring = await ReportAsync(boss, "start=2026-03-20&end=2026-03-31&group_by=day");
        Groups(spring).Select(line => (line.GetProperty("id").GetString(), Ms(line))).ShouldBe([("2026-03-29", 23 * 3_600_000L)]);
    }

    [Fact]
    public async Task What_a_report_says_of_a_person_is_what_their_timesheet_says()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager", "Australia/Lord_Howe");
        var project = await ProjectAsync(boss, "Alpha");
        var random = new Random(3);
        for (var hour = 0; hour < 150; hour += 3) await crew.SpendAsync(boss, $"2026-11-{15 + hour / 24:00}T{hour % 24:00}:00:00Z", random.Next(60, 10_800), project);

        var report = await ReportAsync(boss, $"{Week}&group_by=day");
        var sheet = await Desk.OkAsync(boss.Client.GetAsync("/api/v1/timesheet?" + Week), "days");

        var days = sheet.EnumerateArray().Select(day => (day.GetProperty("date").GetString(), day.GetProperty("entries").EnumerateArray().Sum(entry => Ms(entry, "duration_ms"))))
            .Where(day => day.Item2 > 0);
        Groups(report).Select(line => (line.GetProperty("id").GetString(), Ms(line))).ShouldBe(days);
    }

    [Fact]
    public async Task Everybodys_days_are_those_of_their_timesheet_in_whatever_zones_they_sit()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager", "Pacific/Kiritimati");
        Person[] people = [boss, await crew.JoinAsync("member", "Pacific/Pago_Pago"), await crew.JoinAsync("member", "Asia/Kathmandu"), await crew.JoinAsync("member", "Pacific/Kiritimati")];
        Guid[] projects = [await ProjectAsync(boss, "Alpha"), await ProjectAsync(boss, "Beta")];
        var random = new Random(11);
        foreach (var person in people)
        {
            for (var hour = 0; hour < 240; hour += 5)
                await crew.SpendAsync(person, $"2026-11-{14 + hour / 24:00}T{hour % 24:00}:00:00Z", random.Next(1, 18_000), projects[hour % 2], status: hour % 3 == 0 ? "inferred" : "confirmed");
            await crew.SpendAsync(person, "2026-11-24T00:00:00Z", 26 * 3600, projects[0]); // ends in a third day, for some of them outside of the range
        }

        foreach (var range in new[] { Week, "start=2026-11-20&end=2026-11-24", "start=2026-11-24&end=2026-11-25" })
            foreach (var keys in new[] { "person,day", "day,person" })
            {
                var report = await ReportAsync(boss, $"{range}&scope=workspace&group_by={keys}");
                foreach (var person in people)
                {
                    var told = keys == "person,day"
                        ? Groups(Groups(report).Single(line => line.GetProperty("id").GetGuid() == person.Id)).Select(day => (day.GetProperty("id").GetString(), Ms(day), Ms(day, "reviewed_ms")))
                        : Groups(report).SelectMany(day => Groups(day).Where(line => line.GetProperty("id").GetGuid() == person.Id).Select(line => (day.GetProperty("id").GetString(), Ms(line), Ms(line, "reviewed_ms"))));
                    var sheet = await Desk.OkAsync(person.Client.GetAsync("/api/v1/timesheet?" + range), "days");
                    told.ShouldBe(
                        sheet.EnumerateArray().Select(day => (day.GetProperty("date").GetString(), Spent(day, "inferred", "confirmed"), Spent(day, "confirmed"))).Where(day => day.Item2 > 0),
                        $"{range} {keys}");
                }
            }

        static long Spent(System.Text.Json.JsonElement day, params string[] states) =>
            day.GetProperty("entries").EnumerateArray().Where(entry => states.Contains(entry.GetProperty("status").GetString())).Sum(entry => Ms(entry, "duration_ms"));
    }

    [Fact]
    public async Task Dismissed_personal_private_idle_and_parallel_time_is_in_no_report()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");
        var project = await ProjectAsync(boss, "Alpha");
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 600, project);
        await crew.SpendAsync(boss, "2026-11-16T09:00:00Z", 600, project, status: "dismissed");
        await crew.SpendAsync(boss, "2026-11-16T10:00:00Z", 600, kind: "personal");
        await crew.SpendAsync(boss, "2026-11-16T11:00:00Z", 600, kind: "private");
        await crew.SpendAsync(boss, "2026-11-16T12:00:00Z", 600, kind: "idle", status: "inferred");
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 600, project, lane: "parallel", status: "manual");

        foreach (var scope in new[] { "mine", "workspace" })
            Ms((await ReportAsync(boss, $"{Week}&scope={scope}")).GetProperty("total")).ShouldBe(600_000, scope);
    }

    [Fact]
    public async Task Filters_leave_only_what_they_name()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");
        var mia = await crew.JoinAsync("member");
        var (alpha, beta) = (await ProjectAsync(boss, "Alpha"), await ProjectAsync(boss, "Beta"));
        var client = (await Desk.OkAsync(boss.Client.PostAsJsonAsync("/api/v1/clients", new { name = "Acme" }))).GetProperty("id").GetGuid();
        (await boss.Client.PutAsJsonAsync($"/api/v1/projects/{beta}/client", new { client_id = client })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await boss.Client.PutAsJsonAsync($"/api/v1/billing/projects/{beta}", new { billable = true })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 100, alpha);
        await crew.SpendAsync(boss, "2026-11-16T09:00:00Z", 200, beta, status: "inferred");
        await crew.SpendAsync(mia, "2026-11-16T09:00:00Z", 400, beta);
        var billed = await crew.SpendAsync(mia, "2026-11-16T10:00:00Z", 800, alpha);
        (await mia.Client.PutAsJsonAsync($"/api/v1/entries/{billed}/billable", new { billable = true })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        async Task<long> TotalAsync(string filter) => Ms((await ReportAsync(boss, $"{Week}&scope=workspace&{filter}")).GetProperty("total")) / 1000;
        (await TotalAsync($"project_id={alpha}")).ShouldBe(900);
        (await TotalAsync($"project_id={alpha},{beta}")).ShouldBe(1500);
        (await TotalAsync($"client_id={client}")).ShouldBe(600);
        (await TotalAsync($"client_id={client}&project_id={alpha}")).ShouldBe(0);
        (await TotalAsync($"person_id={mia.Id}")).ShouldBe(1200);
        (await TotalAsync("billable=true")).ShouldBe(1400);
        (await TotalAsync("billable=false")).ShouldBe(100);
        (await TotalAsync("status=inferred")).ShouldBe(200);
        (await TotalAsync("status=reviewed")).ShouldBe(1300);
        var byClient = await ReportAsync(boss, $"{Week}&scope=workspace&group_by=client");
        Groups(byClient).Select(line => (line.GetProperty("name").GetString(), Ms(line))).ShouldBe([("", 900_000L), ("Acme", 600_000L)]);
    }

    [Theory]
    [InlineData("group_by=colour", "group_by")]
    [InlineData("group_by=project,project", "group_by")]
    [InlineData("group_by=project,task,day", "group_by")]
    [InlineData("scope=world", "scope")]
    [InlineData("billable=perhaps", "billable")]
    [InlineData("status=dismissed", "status")]
    [InlineData("start=2026-11-20&end=2026-11-10", "start")]
    [InlineData("start=2020-01-01&end=2026-11-10", "end")]
    [InlineData("person_id=0199aaaa-0000-7000-8000-000000000000", "person_id")]
    [InlineData("project_id=nonsense", "project_id")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");

        var (status, slug, body) = await Desk.ProblemAsync(boss.Client.GetAsync("/api/v1/reports?" + query));

        (status, slug).ShouldBe((HttpStatusCode.UnprocessableEntity, "validation"));
        body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(body.ToString());
    }
}
