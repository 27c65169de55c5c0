using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>Reports on the screen, as a file and on paper; the team's page and what it leaves in the access log; entries from a file.</summary>
public sealed partial class ReportTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    private const string Report = $"/reports?{SampleWeek.Range}&then=task";

    [Fact]
    public async Task A_report_says_what_the_server_summed_and_its_file_adds_up_to_it()
    {
        var wanted = await SampleWeek.GetAsync(site.Owner.Client, $"reports?start={SampleWeek.First}&end={SampleWeek.Last}&group_by=project,task");
        var total = wanted.GetProperty("total").GetProperty("raw_ms").GetInt64();
        total.ShouldBeGreaterThan(0);
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync(Report);
            var rows = page.GetByRole(AriaRole.Table, new() { Name = "Reports" }).Locator("tbody tr");
            var lines = wanted.GetProperty("groups").EnumerateArray().Sum(group => 1 + group.GetProperty("groups").GetArrayLength());
            await Expect(rows).ToHaveCountAsync(lines + 1);
            await Expect(rows.First).ToContainTextAsync("Harbor");
            await Expect(rows.Last).ToContainTextAsync("Total");
            await visit.ShouldBeSoundAsync();

            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "JSON" }).ClickAsync());
            await using var stream = await file.CreateReadStreamAsync();
            using var json = await JsonDocument.ParseAsync(stream);
            json.RootElement.EnumerateArray().Sum(row => row.GetProperty("raw_ms").GetInt64()).ShouldBe(total);

            await page.GetByLabel("Group by").SelectOptionAsync("day");
            await Expect(page).ToHaveURLAsync(new Regex("by=day"));
            await page.GoBackAsync();
            await Expect(rows.First).ToContainTextAsync("Harbor");
        });
    }

    [Fact]
    public async Task On_paper_there_is_the_table_its_days_and_no_navigation()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync(Report);
            await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Reports" })).ToBeVisibleAsync();
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await Expect(page.Locator("nav:visible")).ToHaveCountAsync(0);
            await Expect(page.GetByLabel("Group by")).ToBeHiddenAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reports" })).ToBeVisibleAsync();
            (await page.Locator("body").InnerTextAsync()).ShouldContain("2026");

            var paper = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
            paper.ShouldStartWith("%PDF");
            PdfPages().Count(paper).ShouldBeInRange(1, 3);
        });
    }

    [Fact]
    public async Task Rows_of_a_file_are_looked_at_first_and_then_taken_once()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/reports?from=2026-01-05&to=2026-01-05");
            await page.GetByRole(AriaRole.Button, new() { Name = "Import entries" }).ClickAsync();
            await page.GetByLabel("Rows").FillAsync("date,start,end,project\n2026-01-05,09:00,10:00,Harbor\n2026-01-05,11:00,10:00,Harbor\n");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
            await Expect(page.GetByText("1 can be imported (1 h), 0 are already there, 1 cannot be taken.")).ToBeVisibleAsync();
            await Expect(page.GetByText("end: is not after the start")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 row" }).ClickAsync();
            await Expect(page.GetByText("1 imported (1 h)")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
            await Expect(page.GetByText("0 can be imported (0 m), 1 are already there")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_look_at_a_member_stands_in_their_access_log()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"mia{Guid.CreateVersion7():n}");
        const string password = "correct horse battery staple";
        using var made = await site.Owner.Client.PostAsync(new Uri("/api/v1/members", UriKind.Relative), new StringContent(
            JsonSerializer.Serialize(new { email = name + "@example.org", name = "Mia Member", password, role = "member", time_zone = "Europe/Berlin" }), Encoding.UTF8, "application/json"));
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());

        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/team?" + SampleWeek.Range);
            await page.GetByRole(AriaRole.Button, new() { Name = "Projects of Olive Owner" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Olive Owner" })).ToContainTextAsync("Harbor");
            await visit.ShouldBeSoundAsync();
        });
        var mia = site.Owner with { Email = name + "@example.org", Password = password };
        await Walk.AsOwnerAsync(chromium, site.Address, mia, Look.Light, async visit =>
        {
            await visit.GoAsync("/settings?tab=access");
            var row = visit.Page.GetByRole(AriaRole.Table, new() { Name = "Access log" }).Locator("tbody tr").First;
            await Expect(row).ToContainTextAsync("Olive Owner");
            await Expect(row).ToContainTextAsync("Team page");
            await visit.ShouldBeSoundAsync();
            await visit.GoAsync("/team");
            await Expect(visit.Page.GetByText("Only for managers")).ToBeVisibleAsync();
        });
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PdfPages();

    private Task WalkAsync(Func<Visit, IPage, Task> steps) =>
        Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, visit => steps(visit, visit.Page));
}
