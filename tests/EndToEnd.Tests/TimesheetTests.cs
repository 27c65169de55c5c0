using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

public sealed class TimesheetTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    private const string Week = "/timesheet?from=2026-03-04";

    [Fact]
    public async Task The_week_is_walked_with_the_arrows_and_enter_opens_the_entries_of_a_day()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            await visit.GoAsync(Week);
            var first = visit.Page.Locator("[data-cell='0-0']");
            await first.FocusAsync();
            await visit.Page.Keyboard.PressAsync("ArrowRight");
            await visit.Page.Keyboard.PressAsync("ArrowRight");
            await Expect(visit.Page.Locator("[data-cell='0-2']")).ToBeFocusedAsync();
            await visit.Page.Keyboard.PressAsync("ArrowUp");
            await Expect(visit.Page.Locator("[data-cell='0-2']")).ToBeFocusedAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "Target" })).ToBeVisibleAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=2026-03-04.*view=entries"));
            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Wednesday" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task An_entry_is_split_merged_edited_and_each_is_taken_back()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            await visit.GoAsync("/timesheet?from=2026-03-04&to=2026-03-04&view=entries");
            var before = await CountAsync();
            var longest = await LongestAsync();
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Split entry of {longest}" }).First.ClickAsync();
            var dialog = visit.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("At", new() { Exact = true }).FillAsync("03:00");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Split", Exact = true }).ClickAsync();
            await Expect(dialog.GetByText("Choose a time inside the entry.")).ToBeVisibleAsync();
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Split entry of {longest}" }).First.ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Split", Exact = true }).ClickAsync();
            await Expect(visit.Page.GetByText("Entry split.")).ToBeVisibleAsync();
            (await CountAsync()).ShouldBe(before + 1);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Merge entry of {longest}" }).First.ClickAsync();
            await Expect(visit.Page.GetByText("Entries merged.")).ToBeVisibleAsync();
            (await CountAsync()).ShouldBe(before);
            await visit.Page.Locator("body").PressAsync("z");
            await Expect(visit.Page.GetByText("Entries merged.")).ToHaveCountAsync(0);
            await visit.Page.Locator("body").PressAsync("z");
            await Expect(visit.Page.GetByText("Entry split.")).ToHaveCountAsync(0);
            await WaitForAsync(async () => await CountAsync() == before);
        });
    }

    [Fact]
    public async Task A_week_is_handed_in_and_taken_back_and_leave_lowers_the_target()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            await visit.GoAsync("/timesheet?view=leave");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add leave" }).ClickAsync();
            var dialog = visit.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("First day").FillAsync("2026-03-06");
            await dialog.GetByLabel("Last day").FillAsync("2026-03-06");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
            (await BalanceAsync("range_target_ms")).ShouldBe(4 * 8 * 3_600_000L);

            await visit.GoAsync("/timesheet?from=2026-02-18");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
            await Expect(visit.Page.GetByText("Submitted:")).ToBeVisibleAsync();
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
            await Expect(visit.Page.GetByText("Taken back:")).ToBeVisibleAsync();
        });
    }

    private async Task<int> CountAsync() =>
        (await SampleWeek.GetAsync(site.Owner.Client, "timesheet?start=2026-03-04&end=2026-03-04")).GetProperty("days")[0].GetProperty("entries").GetArrayLength();

    /// <summary>The wall time at which the day's longest entry begins: what its buttons are named after. It is the only one that begins in that minute.</summary>
    private async Task<string> LongestAsync()
    {
        var sheet = await SampleWeek.GetAsync(site.Owner.Client, "timesheet?start=2026-03-04&end=2026-03-04");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(sheet.GetProperty("time_zone").GetString()!);
        return sheet.GetProperty("days")[0].GetProperty("entries").EnumerateArray()
            .GroupBy(entry => TimeZoneInfo.ConvertTime(entry.GetProperty("start").GetDateTimeOffset(), zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))
            .Where(minute => minute.Count() == 1)
            .MaxBy(minute => minute.Single().GetProperty("duration_ms").GetInt64())!.Key;
    }

    private async Task<long> BalanceAsync(string name) =>
        (await SampleWeek.GetAsync(site.Owner.Client, "balance?start=2026-03-02&end=2026-03-08")).GetProperty(name).GetInt64();

    private static async Task WaitForAsync(Func<Task<bool>> there)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await there()) return;
            await Task.Delay(25);
        }

        throw new TimeoutException("It does not come.");
    }
}
