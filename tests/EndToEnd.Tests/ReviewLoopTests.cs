using System.Text.Json;
using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>The review loop with nothing but the keyboard; what the page says is compared with what the API holds.</summary>
public sealed class ReviewLoopTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    private const string Here = "[role=row][data-here]";

    [Fact]
    public async Task Confirm_dismiss_correct_and_undo_by_keyboard()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var keys = visit.Page.Keyboard;
            await visit.GoAsync($"/review?{SampleWeek.Range}&day=2026-03-03&stage=evidence");
            await keys.PressAsync("j");
            var first = await HereAsync(visit);
            await keys.PressAsync("k");
            (await HereAsync(visit)).ShouldNotBe(first);
            await keys.PressAsync("j");
            (await HereAsync(visit)).ShouldBe(first);

            await keys.PressAsync("c");
            await StatusAsync(visit, first, "confirmed");
            var second = await HereAsync(visit);
            second.ShouldNotBe(first);

            await keys.PressAsync("x");
            await StatusAsync(visit, second, "dismissed");
            var third = await HereAsync(visit);

            await keys.PressAsync("e");
            await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
            await visit.Page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("LNT-332");
            await Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
            await keys.PressAsync("Enter");
            await StatusAsync(visit, third, "corrected");
            (await EntryAsync(third)).GetProperty("task").GetProperty("key").GetString().ShouldBe("LNT-332");

            await keys.PressAsync("z");
            await StatusAsync(visit, third, "inferred");
            await keys.PressAsync("u");
            await StatusAsync(visit, second, "inferred");
            await keys.PressAsync("z");
            await StatusAsync(visit, first, "inferred");
        });
    }

    [Fact]
    public async Task A_selection_is_dealt_with_at_once_and_taken_back_at_once()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var keys = visit.Page.Keyboard;
            await visit.GoAsync($"/review?{SampleWeek.Range}&day=2026-03-05");
            await keys.PressAsync("j");
            await keys.PressAsync("Shift+J");
            await keys.PressAsync("Shift+J");
            var chosen = visit.Page.Locator("[role=row][aria-selected=true]");
            await Expect(chosen).ToHaveCountAsync(3);
            var ids = await chosen.EvaluateAllAsync<string[]>("rows => rows.map(row => row.id.replace('entry-', ''))");

            await keys.PressAsync("x");
            foreach (var id in ids) await StatusAsync(visit, id, "dismissed");
            await Expect(chosen).ToHaveCountAsync(0);
            await keys.PressAsync("z");
            foreach (var id in ids) await StatusAsync(visit, id, "inferred");
        });
    }

    [Fact]
    public async Task What_the_server_refuses_goes_back_to_what_it_was_and_says_why()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var broken = true;
            await visit.Page.RouteAsync("**/api/v1/entries/*", route => broken && route.Request.Method == "PATCH" ? route.AbortAsync() : route.ContinueAsync());
            await visit.GoAsync($"/review?{SampleWeek.Range}&day=2026-03-06");
            await visit.Page.Keyboard.PressAsync("j");
            var id = await HereAsync(visit);
            await visit.Page.Keyboard.PressAsync("x");
            var row = visit.Page.Locator($"#entry-{id}");
            await Expect(row.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await Expect(row).ToHaveAttributeAsync("data-status", "inferred");
            (await EntryAsync(id)).GetProperty("status").GetString().ShouldBe("inferred");

            broken = false;
            await row.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
            await StatusAsync(visit, id, "dismissed");
            visit.Complaints.RemoveAll(complaint => complaint.Contains("ERR_FAILED", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_evidence_says_what_decided()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            await visit.GoAsync($"/review?{SampleWeek.Range}&day=2026-03-02&stage=evidence");
            var pane = visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "Why this?" });
            await Expect(pane.GetByText("What decided")).ToBeVisibleAsync();
            await Expect(pane.GetByText("What was seen")).ToBeVisibleAsync();
            await visit.Page.Keyboard.PressAsync("w");
            await Expect(pane).ToHaveCountAsync(0);
        });
    }

    private static async Task<string> HereAsync(Visit visit)
    {
        await Expect(visit.Page.Locator(Here)).ToBeFocusedAsync();
        return (await visit.Page.Locator(Here).GetAttributeAsync("id"))!["entry-".Length..];
    }

    /// <summary>The row shows it, the request is answered, and the API agrees.</summary>
    private async Task StatusAsync(Visit visit, string id, string status)
    {
        var row = visit.Page.Locator($"#entry-{id}");
        await Expect(row).ToHaveAttributeAsync("data-status", status);
        await Expect(row).Not.ToHaveAttributeAsync("aria-busy", "true");
        // A review teaches: the day is derived once more, and an entry that is proposed again may be away for that moment.
        for (var tries = 0; await FindAsync(id) is not { } entry || entry.GetProperty("status").GetString() != status; tries++)
        {
            tries.ShouldBeLessThan(100, $"{id} is not {status}");
            await Task.Delay(200);
        }
    }

    private async Task<JsonElement> EntryAsync(string id) => (await FindAsync(id)).ShouldNotBeNull();

    private async Task<JsonElement?> FindAsync(string id)
    {
        var sheet = await SampleWeek.GetAsync(site.Owner.Client, $"timesheet?start={SampleWeek.First}&end={SampleWeek.Last}");
        return sheet.GetProperty("days").EnumerateArray().SelectMany(day => day.GetProperty("entries").EnumerateArray()).Cast<JsonElement?>()
            .SingleOrDefault(entry => entry!.Value.GetProperty("id").GetString() == id);
    }
}
