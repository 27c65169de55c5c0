using System.Text.RegularExpressions;
using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>Two days of an editor, another editor and an AI agent, and what the pages make of them.</summary>
public sealed class StatisticsTests(Chromium chromium, StatisticsTests.TwoDays site) : IClassFixture<StatisticsTests.TwoDays>
{
    [Fact]
    public async Task Totals_are_those_of_the_heartbeats_and_follow_grouping_range_and_mode()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync(Statistics(2, 1));
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("1 h 10 m");
            await RowShouldSayAsync(page, "harbor-api", "50 m", "71%");
            await RowShouldSayAsync(page, "lantern-ui", "20 m", "29%");

            await Group(page, "Language").ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex("by=language"));
            await RowShouldSayAsync(page, "C#", "50 m", "71%");
            await RowShouldSayAsync(page, "TypeScript", "20 m", "29%");
            await page.Keyboard.PressAsync("2");
            await RowShouldSayAsync(page, "VS Code", "50 m", "71%");
            await RowShouldSayAsync(page, "Zed", "20 m", "29%");

            await page.GetByRole(AriaRole.Button, new() { Name = "Next range" }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex($"from={site.Days.Day(0)}"));
            await page.GoBackAsync();
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("1 h 10 m");
            await Expect(Group(page, "Tool")).ToHaveAttributeAsync("aria-pressed", "true");
            await page.GoBackAsync();
            await Expect(Group(page, "Language")).ToHaveAttributeAsync("aria-pressed", "true");

            await visit.GoAsync(Statistics(1, 1));
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("10 m");
            await page.GetByLabel("How gaps are counted").SelectOptionAsync("strict");
            await Expect(page.GetByText("No two messages were less than two minutes apart")).ToBeVisibleAsync();
            await page.ReloadAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Count gaps by your timeout" }).ClickAsync();
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("10 m");
        });
    }

    [Fact]
    public async Task A_row_is_a_filter_and_every_picture_says_the_same_in_words()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync(Statistics(2, 1) + "&by=tool");
            await page.GetByText("Show as table").ClickAsync();
            var rows = page.GetByRole(AriaRole.Table, new() { Name = "By day" }).Locator("tbody tr");
            await Expect(rows).ToHaveCountAsync(2);
            await Expect(rows.First).ToContainTextAsync("1 h");
            await Expect(rows.First).ToContainTextAsync("VS Code 40 m, Zed 20 m");

            var heat = page.GetByRole(AriaRole.Table, new() { Name = "Weekday and hour" });
            await Expect(heat.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(7);
            await Expect(heat.Locator("td[title*=' 9:00: 1 h']")).ToHaveCountAsync(1);

            var sessions = page.GetByRole(AriaRole.List, new() { Name = "Sessions" }).GetByRole(AriaRole.Listitem);
            await Expect(sessions.Filter(new() { HasText = "Zed" })).ToContainTextAsync("lantern-ui");
            await Expect(sessions.Filter(new() { HasText = "Zed" })).ToContainTextAsync("20 m");

            await Row(page, "Zed").ClickAsync();
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("20 m");
            await Expect(page).ToHaveURLAsync(new Regex("filter="));
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove filter Tool: Zed" }).ClickAsync();
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("1 h 10 m");
        });
    }

    [Fact]
    public async Task What_an_agent_did_stands_beside_the_persons_time()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync(Statistics(2, 2));
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("1 h");
            var agents = page.GetByRole(AriaRole.Table, new() { Name = "By agent" }).Locator("tbody tr");
            await Expect(agents).ToHaveCountAsync(1);
            await Expect(agents).ToContainTextAsync("Claude Code");
            await Expect(agents).ToContainTextAsync("10 m");
            await Expect(agents).ToContainTextAsync("3,500");
            await Expect(agents).ToContainTextAsync("900");
        });
    }

    [Fact]
    public async Task Where_nothing_was_reported_the_page_says_how_to_begin()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/statistics?from=2020-01-01&to=2020-01-31");
            await Expect(page.GetByText("Nothing to count here yet")).ToBeVisibleAsync();
            await visit.GoAsync("/statistics?from=2020-01-01&to=2026-01-31");
            await Expect(page.GetByText("This range is too long")).ToBeVisibleAsync();
            visit.Complaints.RemoveAll(said => said.Contains("422", StringComparison.Ordinal));
            await page.GetByRole(AriaRole.Button, new() { Name = "Show the last twelve months" }).ClickAsync();
            await Expect(page.GetByText("Nothing to count here yet")).ToBeVisibleAsync();
        });
    }

    [Theory, MemberData(nameof(Looks))]
    public Task The_pages_are_sound_for_everybody(string name)
    {
        string[] pages = [Statistics(2, 1), Statistics(2, 1) + "&by=language", Statistics(370, 0), "/statistics?stream=screen", "/goals", "/sharing"];
        return Walk.AsOwnerAsync(chromium, site.Days.Address, site.Days.Owner, Look.All.Single(one => one.Name == name), async owner =>
        {
            await Walk.ShouldBeSoundAsync(owner, pages);
            if (owner.Look.Language != "hi") return;
            await Walk.EachAsync(owner, pages, async (visit, path) =>
                (await visit.Page.Locator("body").InnerTextAsync()).ShouldNotMatch(@"(?m)^[a-z]+(\.[a-zA-Z]+)+$", path));
        });
    }

    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    private string Statistics(int from, int to) => $"/statistics?from={site.Days.Day(from)}&to={site.Days.Day(to)}";

    private Task WalkAsync(Func<Visit, IPage, Task> steps) =>
        Walk.AsOwnerAsync(chromium, site.Days.Address, site.Days.Owner, Look.Light, visit => steps(visit, visit.Page));

    private static ILocator Group(IPage page, string name) =>
        page.GetByRole(AriaRole.Group, new() { Name = "Group by" }).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Row(IPage page, string name) => page.Locator("[data-shortcut-list] button").Filter(new() { HasText = name });

    private static async Task RowShouldSayAsync(IPage page, string name, params string[] texts)
    {
        foreach (var text in texts) await Expect(Row(page, name)).ToContainTextAsync(text);
    }

    /// <summary>
    /// Two days ago, 9:00 to 9:40 in VS Code and on to 10:00 in Zed, Claude Code at work from 9:05 to 9:15; yesterday ten minutes in VS Code.
    /// Time between two heartbeats belongs to the first, and nothing is known of the time after the last.
    /// </summary>
    public sealed class TwoDays : IAsyncLifetime
    {
        public EditorSite Days { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Days.InitializeAsync();
            await Days.SendAsync([
                .. new[] { 0, 10, 20, 30 }.Select(minute => Beat.InCode(Days.At(2, 9, minute))),
                .. new[] { 40, 50, 60 }.Select(minute => Beat.InZed(Days.At(2, 9, minute))),
                Beat.ByClaude(Days.At(2, 9, 5), linesByAi: 12, tokensIn: 1500, tokensOut: 400), Beat.ByClaude(Days.At(2, 9, 15), linesByAi: 8, tokensIn: 2000, tokensOut: 500),
                Beat.InCode(Days.At(1, 14)), Beat.InCode(Days.At(1, 14, 10)),
            ]);
        }

        public ValueTask DisposeAsync() => Days.DisposeAsync();
    }
}
