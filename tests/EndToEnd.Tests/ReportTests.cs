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

    [Fact]
    public async Task A_rate_and_a_client_set_here_are_money_in_the_report()
    {
        var entry = await HarborEntryAsync();
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/settings?tab=billing");
            var rates = page.GetByRole(AriaRole.Table, new() { Name = "Rates" });
            await Expect(page.GetByText("No rates yet")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Add rate" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Per hour in EUR").FillAsync("1,234.5");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(dialog.GetByLabel("Per hour in EUR")).ToHaveAccessibleDescriptionAsync("Enter a number.");
            await visit.ShouldBeSoundAsync();
            await dialog.GetByLabel("Per hour in EUR").FillAsync("85,50");
            await dialog.GetByLabel("From").FillAsync("2026-01-01");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(rates).ToContainTextAsync("€85.50");

            await page.GetByRole(AriaRole.Table, new() { Name = "Projects" }).GetByRole(AriaRole.Link, new() { Name = "Harbor" }).ClickAsync();
            await page.GetByLabel("Client", new() { Exact = true }).SelectOptionAsync("new");
            await page.GetByLabel("Name of the client").FillAsync("Acme");
            await page.GetByLabel("Time on this project is billable").CheckAsync();
            await visit.ShouldBeSoundAsync();
            // What is billable is the last of what is saved.
            await page.RunAndWaitForResponseAsync(
                () => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync(),
                answer => answer.Url.Contains("/billing/projects/", StringComparison.Ordinal));
            await Expect(page.GetByLabel("Client", new() { Exact = true }).Locator("option:checked")).ToHaveTextAsync("Acme");
            var (whole, time) = await AcmeAsync();
            whole.ShouldBe((long)Math.Round(time * 8550m / 3_600_000));
            await Expect((await AcmeLineAsync(visit)).GetByText(Money(whole))).ToBeVisibleAsync();

            await visit.GoAsync("/timesheet?from=2026-03-04&to=2026-03-04&view=entries");
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit entry of " + entry.Start }).ClickAsync();
            await dialog.GetByLabel("Billing").SelectOptionAsync(new SelectOptionValue { Label = "Not billable" });
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save entry" }).ClickAsync();
            await Expect(page.GetByText("Entry changed.")).ToBeVisibleAsync();
            var (less, left) = await AcmeAsync();
            left.ShouldBe(time - entry.Ms);
            await Expect((await AcmeLineAsync(visit)).GetByText(Money(less))).ToBeVisibleAsync();

            await visit.GoAsync("/settings?tab=billing");
            await rates.GetByRole(AriaRole.Button, new() { Name = "Delete the rate of All time" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Expect(page.GetByText("No rates yet")).ToBeVisibleAsync();
        });

        static async Task<ILocator> AcmeLineAsync(Visit visit)
        {
            await visit.GoAsync($"/reports?{SampleWeek.Range}&by=client");
            return visit.Page.GetByRole(AriaRole.Table, new() { Name = "Reports" }).Locator("tbody tr").Filter(new() { HasText = "Acme" });
        }

        static string Money(long minor) => "€" + (minor / 100m).ToString("N2", CultureInfo.InvariantCulture);
    }

    /// <summary>What the report says of the client: the amount in cents, and the billable time.</summary>
    private async Task<(long Minor, long Ms)> AcmeAsync()
    {
        var report = await SampleWeek.GetAsync(site.Owner.Client, $"reports?start={SampleWeek.First}&end={SampleWeek.Last}&group_by=client");
        var acme = report.GetProperty("groups").EnumerateArray().Single(line => line.GetProperty("name").GetString() is "Acme");
        return (acme.GetProperty("amount_minor").GetInt64(), acme.GetProperty("billable_ms").GetInt64());
    }

    /// <summary>The longest entry of a day on the project among those that begin in a minute of their own: how its buttons are named, and how long it is.</summary>
    private async Task<(string Start, long Ms)> HarborEntryAsync()
    {
        var sheet = await SampleWeek.GetAsync(site.Owner.Client, "timesheet?start=2026-03-04&end=2026-03-04");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(sheet.GetProperty("time_zone").GetString()!);
        var minute = sheet.GetProperty("days")[0].GetProperty("entries").EnumerateArray()
            .GroupBy(entry => TimeZoneInfo.ConvertTime(entry.GetProperty("start").GetDateTimeOffset(), zone).ToString("HH:mm", CultureInfo.InvariantCulture))
            .Where(entries => entries.Count() == 1 && entries.Single() is var entry && entry.GetProperty("lane").GetString() is "primary" &&
                entry.GetProperty("project") is { ValueKind: JsonValueKind.Object } project && project.GetProperty("name").GetString() is "Harbor")
            .MaxBy(entries => entries.Single().GetProperty("duration_ms").GetInt64())!;
        return (minute.Key, minute.Single().GetProperty("duration_ms").GetInt64());
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PdfPages();

    private Task WalkAsync(Func<Visit, IPage, Task> steps) =>
        Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, visit => steps(visit, visit.Page));
}
