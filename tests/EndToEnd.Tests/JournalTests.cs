using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>A day as a text: told, with its sources, edited, noted, copied into a standup and a week.</summary>
public sealed class JournalTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    [Fact]
    public async Task A_day_is_read_edited_noted_and_found_in_the_week()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var page = visit.Page;
            await visit.GoAsync("/journal?day=2026-03-04");

            // Told already, or told now.
            await Expect(page.GetByTestId("journal-text").Or(page.GetByRole(AriaRole.Button, new() { Name = "Write now" }))).ToBeVisibleAsync();
            if (await page.GetByRole(AriaRole.Button, new() { Name = "Write now" }).IsVisibleAsync()) await page.GetByRole(AriaRole.Button, new() { Name = "Write now" }).ClickAsync();
            var text = page.GetByTestId("journal-text");
            await Expect(text).ToContainTextAsync("I worked");
            await page.GetByRole(AriaRole.Button, new() { Name = "Source 1", Exact = true }).FocusAsync();
            await Expect(page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("The whole time");
            await visit.ShouldBeSoundAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
            await page.GetByLabel("Your text").FillAsync("A fine day at sea.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
            await Expect(text).ToHaveTextAsync("A fine day at sea.");
            await page.GetByLabel("Your notes on this day").FillAsync("Blocker: no wind");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();

            await visit.GoAsync("/journal?day=2026-03-05&view=standup");
            await Expect(text).ToContainTextAsync("no wind");
            await visit.ShouldBeSoundAsync();
            await visit.GoAsync("/journal?day=2026-03-04&view=week");
            await Expect(text).ToContainTextAsync("I worked");
            await Expect(page.GetByText("A fine day at sea.")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();
        });
    }
}
