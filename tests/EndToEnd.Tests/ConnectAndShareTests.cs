using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.EndToEnd.Tests.Browsing;
using Daybook.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>What a person sets up around their statistics: an editor, what it may send, a goal, a badge, a public page.</summary>
public sealed partial class ConnectAndShareTests(Chromium chromium, EditorSite site) : IClassFixture<EditorSite>
{
    [Theory]
    [InlineData("VS Code", "first-project")]
    [InlineData("A tool in WakaTime's format", "second-project")]
    public async Task A_setup_card_gives_a_working_key_and_turns_green_when_it_is_used(string card, string project)
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/integrations");
            var way = page.Locator("details").Filter(new() { Has = page.GetByText(card, new() { Exact = true }) });
            await way.Locator("summary").First.ClickAsync();
            await way.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
            var block = await way.Locator("pre[data-secret]").InnerTextAsync();
            block.ShouldContain(site.Address.GetLeftPart(UriPartial.Authority) + "/api/v1");
            var waiting = way.GetByRole(AriaRole.Status).Filter(new() { HasText = "Waiting for the first sample…" });
            await Expect(waiting).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();

            // What another key sends meanwhile is not what is waited for.
            await site.SendAsync(Beat.InZed(site.At(0, 9), project + "-other"));
            await page.WaitForResponseAsync(answer => answer.Url.EndsWith("/devices", StringComparison.Ordinal));
            await Expect(waiting).ToBeVisibleAsync();

            (await site.SendWithAsync(Key().Match(block).Value, Beat.InCode(site.At(0, 8), project) with { Machine = "box-of-" + project })).ShouldBe(HttpStatusCode.Created);
            await Expect(way.Locator("[data-arrived=true]")).ToContainTextAsync("Data is coming in");
            await Expect(way.Locator("[data-arrived=true]")).ToContainTextAsync("VS Code in " + project);
            await visit.ShouldBeSoundAsync();

            await visit.GoAsync("/devices");
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "VS Code in " + project })).ToContainTextAsync("box-of-" + project);
        });
    }

    [Fact]
    public async Task What_is_excluded_in_the_settings_never_comes_in()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/settings?tab=capture");
            await page.GetByLabel("Projects never taken in").FillAsync("secret-*");
            await page.GetByLabel("Hide file paths").CheckAsync();
            await visit.ShouldBeSoundAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("Saved")).ToBeVisibleAsync();
            await page.ReloadAsync();
            await Expect(page.GetByLabel("Projects never taken in")).ToHaveValueAsync("secret-*");
            await Expect(page.GetByLabel("Hide file paths")).ToBeCheckedAsync();

            await site.SendAsync(Beat.InCode(site.At(5, 9), "secret-plan"), Beat.InCode(site.At(5, 9, 10), "open-plan"), Beat.InCode(site.At(5, 9, 20), "open-plan"));
            await visit.GoAsync($"/statistics?from={site.Day(5)}&to={site.Day(5)}&by=repository");
            await Expect(page.GetByTestId("total")).ToHaveTextAsync("10 m");
            await Expect(page.GetByText("secret-plan")).ToHaveCountAsync(0);
            await visit.GoAsync($"/statistics?from={site.Day(5)}&to={site.Day(5)}&by=file");
            await Expect(page.GetByText("main.cs")).ToHaveCountAsync(0);

            await visit.GoAsync("/settings?tab=capture");
            await page.GetByLabel("Hide file paths").UncheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("Saved")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_goal_is_reached_while_one_looks_at_it()
    {
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/goals");
            await page.GetByRole(AriaRole.Button, new() { Name = "New goal" }).First.ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Name").FillAsync("Rust for half an hour");
            await dialog.GetByLabel("Time of").SelectOptionAsync("language");
            await dialog.GetByLabel("Language").FillAsync("Rust");
            await dialog.GetByText("Day", new() { Exact = true }).ClickAsync();
            await dialog.GetByLabel("Time", new() { Exact = true }).FillAsync("0:30");
            await visit.ShouldBeSoundAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
            var goal = page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Rust for half an hour" }) });
            await Expect(goal).ToContainTextAsync("Under way");
            await Expect(goal).ToContainTextAsync("0 m of 30 m");

            await site.SendAsync(new[] { 0, 10, 20, 30, 40 }.Select(minute => Beat.InCode(site.At(0, 10, minute), "rusty") with { Language = "Rust" }));
            await Expect(goal).ToContainTextAsync("Reached");
            await Expect(goal).ToContainTextAsync("40 m of 30 m");
            await visit.ShouldBeSoundAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Edit Rust for half an hour" }).ClickAsync();
            await dialog.GetByLabel("Time", new() { Exact = true }).FillAsync("2h");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(goal).ToContainTextAsync("Under way");
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete Rust for half an hour" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Expect(page.GetByText("No goals yet")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_badge_is_public_until_it_is_revoked()
    {
        await site.SendAsync(Beat.InCode(site.At(1, 9)), Beat.InCode(site.At(1, 9, 10)));
        using var stranger = site.Anonymous();
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/sharing");
            await page.GetByRole(AriaRole.Button, new() { Name = "New badge" }).First.ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Label").FillAsync("on harbor");
            await dialog.GetByLabel("Shows").SelectOptionAsync("project");
            await dialog.GetByLabel("Project").FillAsync("harbor-api");
            await Expect(dialog.GetByText("10 m")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it public" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);

            var image = page.GetByRole(AriaRole.Img, new() { Name = "Badge on harbor" });
            await Expect(image).ToBeVisibleAsync();
            (await image.EvaluateAsync<int>("image => image.naturalWidth")).ShouldBeGreaterThan(40);
            var address = (await image.GetAttributeAsync("src"))!;
            await Expect(page.Locator("pre").Filter(new() { HasText = "![" })).ToContainTextAsync(address);
            await visit.ShouldBeSoundAsync();
            var svg = await stranger.GetStringAsync(new Uri(address));
            svg.ShouldContain("on harbor");
            svg.ShouldNotContain(site.Owner.Email);
            await page.GetByText("For shields.io", new() { Exact = true }).ClickAsync();
            var shields = await page.Locator("pre").Filter(new() { HasText = ".json" }).InnerTextAsync();
            var endpoint = Uri.UnescapeDataString(Json().Match(Uri.UnescapeDataString(shields)).Value);
            (await stranger.GetFromJsonAsync<JsonElement>(new Uri(endpoint))).GetProperty("label").GetString().ShouldBe("on harbor");

            await page.GetByRole(AriaRole.Button, new() { Name = "Renew link" }).ClickAsync();
            await Expect(image).Not.ToHaveAttributeAsync("src", address);
            (await stranger.GetAsync(new Uri(address))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var renewed = (await image.GetAttributeAsync("src"))!;
            (await stranger.GetAsync(new Uri(renewed))).StatusCode.ShouldBe(HttpStatusCode.OK);

            await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await Expect(image).ToHaveCountAsync(0);
            (await stranger.GetAsync(new Uri(renewed))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        });
    }

    [Fact]
    public async Task A_public_page_shows_what_was_ticked_and_nothing_else()
    {
        await site.SendAsync(Beat.InCode(site.At(2, 9), "hidden-name"), Beat.InCode(site.At(2, 9, 10), "hidden-name"));
        string address = "";
        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/sharing");
            await page.GetByRole(AriaRole.Button, new() { Name = "New public page" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Label").FillAsync("Olive's month");
            await dialog.GetByLabel("Range").SelectOptionAsync("last_30_days");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it public" }).ClickAsync();
            await Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await dialog.GetByLabel("Languages").CheckAsync();
            await dialog.GetByLabel("Total time").CheckAsync();
            await visit.ShouldBeSoundAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it public" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
            address = await page.Locator("pre").Filter(new() { HasText = "/shared/" }).InnerTextAsync();
        });

        await Walk.AsAsync(chromium, site.Address, Look.Light, async visit =>
        {
            await visit.GoAsync(new Uri(address).PathAndQuery);
            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Olive's month" })).ToBeVisibleAsync();
            await Expect(visit.Page.GetByText("C#")).ToBeVisibleAsync();
            (await visit.Page.Locator("body").InnerTextAsync()).ShouldNotContain("hidden-name");
            await visit.ShouldBeSoundAsync();
        });

        await WalkAsync(async (visit, page) =>
        {
            await visit.GoAsync("/sharing");
            await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await Expect(page.GetByText("Nothing is public")).ToBeVisibleAsync();
        });
        await Walk.AsAsync(chromium, site.Address, Look.Light, async visit =>
        {
            await visit.Page.GotoAsync(new Uri(address).PathAndQuery);
            await Expect(visit.Page.GetByText("There is nothing here")).ToBeVisibleAsync();
            visit.Complaints.RemoveAll(said => said.Contains("404", StringComparison.Ordinal));
        });
    }

    private Task WalkAsync(Func<Visit, IPage, Task> steps) =>
        Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, visit => steps(visit, visit.Page));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Key();

    [GeneratedRegex(@"http://127[^&\s]+\.json")]
    private static partial Regex Json();
}
