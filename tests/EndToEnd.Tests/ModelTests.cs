using Daybook.EndToEnd.Tests.Browsing;
using Daybook.Testing.Models;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>A language model in the browser: what would be sent is seen first, then a server is tried, stored, and its calls are listed.</summary>
public sealed class ModelTests(Chromium chromium, LedgerSite site) : IClassFixture<LedgerSite>
{
    [Fact]
    public async Task A_model_is_looked_at_tried_and_stored()
    {
        await using var server = await FakeModelServer.StartAsync(_ => new FakeReply("""{"ok":true}"""));
        var host = new Uri(server.Address).Authority;
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var page = visit.Page;
            await visit.GoAsync("/settings?tab=model");
            await Expect(page.GetByText("No language model is set up").First).ToBeVisibleAsync();
            var message = page.GetByLabel("The message");
            (await message.InputValueAsync()).ShouldContain($"\"title\": \"{LedgerSite.Sheet}\"");
            await visit.ShouldBeSoundAsync();

            await visit.GoAsync("/settings?tab=workspace-model");
            await page.GetByText("On this network").ClickAsync();
            await page.GetByLabel("Address").FillAsync(server.BaseUrl);
            await page.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
            await Expect(page.GetByText("Please fill this in.")).ToBeVisibleAsync();
            await page.GetByLabel("Model", new() { Exact = true }).FillAsync("small-model");
            await page.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
            await Expect(page.GetByText("small-model answered in")).ToBeVisibleAsync();
            server.Bodies.ShouldHaveSingleItem().ShouldNotContain("ledger");
            await visit.ShouldBeSoundAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

            await visit.GoAsync("/settings?tab=calls");
            var calls = page.GetByRole(AriaRole.Table, new() { Name = "Calls to the language model" });
            await Expect(calls.GetByRole(AriaRole.Row).Last).ToContainTextAsync("Test");
            await Expect(calls.GetByRole(AriaRole.Row).Last).ToContainTextAsync("Answered");
            await Expect(calls.GetByRole(AriaRole.Row).Last).ToContainTextAsync(host);

            await visit.GoAsync("/settings?tab=model");
            await Expect(page.GetByText($"This would go to small-model at {host}.")).ToBeVisibleAsync();
            await page.GetByText("Never", new() { Exact = true }).ClickAsync();
            await Expect(page.GetByText("Nothing would be sent: You have switched it off for your days.")).ToBeVisibleAsync();
        });
    }
}
