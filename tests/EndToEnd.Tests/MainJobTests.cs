using System.Globalization;
using System.Text.Json;
using Daybook.EndToEnd.Tests.Browsing;
using Daybook.Testing;
using Microsoft.Playwright;
using Microsoft.VisualBasic.FileIO;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>The whole way of a newcomer: first run, an export uploaded, a day reviewed, the timesheet downloaded.</summary>
public sealed class MainJobTests(Chromium chromium, EmptySite site) : IClassFixture<EmptySite>
{
    [Fact]
    public async Task From_the_first_run_to_a_downloaded_timesheet()
    {
        var export = await UnpackAsync();
        await Walk.AsAsync(chromium, site.App.Address, Look.Light, async visit =>
        {
            var page = visit.Page;
            await SetUpAsync(visit);
            using var client = site.App.With(await site.App.TokenOfAsync("new@example.org", DaybookApp.Password));
            await SampleWeek.ProjectsAsync(client);

            await page.Locator("summary").Filter(new LocatorFilterOptions { HasText = "ActivityWatch export" }).ClickAsync();
            await page.Locator("input[type=file]").SetInputFilesAsync(export);
            await Expect(page.GetByText("samples are in.")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
            await Expect(page.GetByText("Data is coming in")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();

            await site.App.WaitUntilSettledAsync(TimeSpan.FromMinutes(2));

            await visit.GoAsync("/review?day=2026-03-04");
            await page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Button, new() { NameRegex = new("^Confirm \\d+$") }).ClickAsync();
            await Expect(page.Locator("[role=row][data-status=confirmed]").First).ToBeVisibleAsync();
            await Expect(page.Locator("[role=row][aria-busy=true]")).ToHaveCountAsync(0);

            await visit.GoAsync("/timesheet?from=2026-03-04");
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
            await using var file = File.OpenRead(await download.PathAsync());
            var sheet = await SampleWeek.GetAsync(client, "timesheet?start=2026-03-02&end=2026-03-08");
            ShouldSay(file, sheet);
            sheet.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("buckets").GetProperty("confirmed_ms").GetInt64()).ShouldBeGreaterThan(0);
        });
    }

    private static async Task SetUpAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.GoAsync("/");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/(sign-in|setup)"));
        await visit.GoAsync("/setup");
        await visit.ShouldBeSoundAsync();
        await page.GetByLabel("Your name").FillAsync("Nora New");
        await page.GetByLabel("E-mail address").FillAsync("new@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(DaybookApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.GetByText("When is your day?")).ToBeVisibleAsync();
        await visit.ShouldBeSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connect something" })).ToBeVisibleAsync();
    }

    /// <summary>Every row is an entry of the API, and the durations of each day add up to its total, to the millisecond.</summary>
    private static void ShouldSay(Stream file, JsonElement sheet)
    {
        var rows = Read(file);
        rows.ShouldNotBeEmpty();
        foreach (var day in sheet.GetProperty("days").EnumerateArray())
        {
            var date = day.GetProperty("date").GetString();
            rows.Where(row => row.Date == date && row.Lane == "primary").Sum(row => row.DurationMs).ShouldBe(day.GetProperty("total_ms").GetInt64(), date);
        }

        var named = sheet.GetProperty("days").EnumerateArray().SelectMany(day => day.GetProperty("entries").EnumerateArray())
            .Select(entry => entry.GetProperty("project")).Where(project => project.ValueKind == JsonValueKind.Object).Select(project => project.GetProperty("name").GetString()!);
        rows.Select(row => row.Project).Where(name => name.Length > 0).Distinct().ShouldBeSubsetOf(named.Distinct());
    }

    private static async Task<string> UnpackAsync()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "aw-buckets-export.json");
        await using var export = SampleWeek.Open();
        await using var file = File.Create(path);
        await export.CopyToAsync(file);
        return path;
    }

    // Not the library that wrote it: a reader of the framework, as strict about quotes as a spreadsheet.
    private static List<Row> Read(Stream file)
    {
        using var csv = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var head = csv.ReadFields()!;
        var rows = new List<Row>();
        while (csv.ReadFields() is { } cells)
        {
            string Cell(string column) => cells[Array.IndexOf(head, column)];
            rows.Add(new Row(Cell("date"), long.Parse(Cell("duration_ms"), CultureInfo.InvariantCulture), Cell("project"), Cell("lane")));
        }

        return rows;
    }

    private sealed record Row(string Date, long DurationMs, string Project, string Lane);
}
