using System.Net.Http.Json;
using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>A correction teaches, the page says what it did, and all of it can be taken back; how right proposals were is measured on reviews alone.</summary>
public sealed class LearningTests(Chromium chromium, LedgerSite site) : IClassFixture<LedgerSite>
{
    [Fact]
    public async Task What_moves_with_a_correction_is_said_and_moves_back_and_accuracy_is_measured()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var page = visit.Page;
            await visit.GoAsync("/accuracy");
            await Expect(page.GetByText("Nothing to measure yet")).ToBeVisibleAsync();
            await Expect(page.GetByText("Not enough reviews to learn from")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();

            var entry = (await site.AtAsync(610)).GetProperty("id").GetGuid();
            await visit.GoAsync($"/review?from={site.Date}&to={site.Date}&entry={entry}");
            var pane = page.GetByRole(AriaRole.Complementary, new() { Name = "Why this?" });
            await pane.GetByRole(AriaRole.Button, new() { Name = "Correct" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox).PressSequentiallyAsync("QD-1");
            await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByText("40 m more moved with it.")).ToBeVisibleAsync();
            await site.ShouldBeForAsync(700, "QD-1");
            await site.ShouldBeForAsync(790, "QD-1");

            await page.GetByRole(AriaRole.Button, new() { Name = "Move back" }).ClickAsync();
            await Expect(page.GetByText("40 m moved back. Your correction stays.")).ToBeVisibleAsync();
            await site.ShouldBeForAsync(700, null);
            await site.ShouldBeForAsync(790, null);
            await site.ShouldBeForAsync(610, "QD-1");

            var sure = (await site.AtAsync(650)).GetProperty("id").GetGuid();
            using var confirmed = await site.Owner.Client.PatchAsJsonAsync(new Uri($"/api/v1/entries/{sure}", UriKind.Relative), new { action = "confirm" });
            confirmed.IsSuccessStatusCode.ShouldBeTrue();
            await visit.GoAsync("/accuracy");
            await Expect(page.GetByTestId("precision")).ToHaveTextAsync("100%");
            await Expect(page.GetByText("examples from your reviews")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Forget everything learned" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Forget everything learned" }).ClickAsync();
            await Expect(page.GetByText("0 examples from your reviews")).ToBeVisibleAsync();
            await site.ShouldBeForAsync(610, "QD-1");
        });
    }

    [Fact]
    public async Task The_pane_says_step_by_step_what_decided()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var entry = (await site.AtAsync(560)).GetProperty("id").GetGuid();
            await visit.GoAsync($"/review?from={site.Date}&to={site.Date}&entry={entry}");
            var pane = visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "Why this?" });
            await pane.GetByText("Every step").ClickAsync();
            var steps = pane.GetByRole(AriaRole.List, new() { Name = "How it was decided" }).GetByRole(AriaRole.Listitem);
            await Expect(steps.First).ToContainTextAsync("Ticket key in the title");
            await Expect(steps.First).ToContainTextAsync("QD-2");
            await Expect(pane.GetByText("Decided:")).ToHaveCountAsync(1);
        });
    }
}
