using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

public sealed class EveryPageTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    internal static readonly string[] Pages =
    [
        "/", "/?day=2026-03-04", $"/review?{SampleWeek.Range}", "/timeline?day=2026-03-04", "/timeline?day=2026-03-04&tab=list", "/timeline?day=2026-01-01",
        "/timesheet?from=2026-03-04", "/timesheet?from=2026-03-04&view=entries", "/timesheet?view=periods", "/timesheet?view=targets", "/timesheet?view=leave",
        "/projects", "/rules", "/integrations", "/devices", "/settings", "/settings?tab=model", "/settings?tab=workspace-model", "/settings?tab=calls",
        "/settings?tab=work", "/settings?tab=access", $"/reports?{SampleWeek.Range}&then=task", $"/team?{SampleWeek.Range}", "/insights",
        "/settings?tab=notifications", "/settings?tab=mail", "/settings?tab=billing", "/ask", "/accuracy", "/no-such-page",
        "/journal?day=2026-03-04", "/journal?day=2026-03-04&view=week", "/journal?day=2026-03-04&view=standup",
    ];

    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [Theory, MemberData(nameof(Looks))]
    public Task Every_page_is_sound_for_everybody(string name) =>
        Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.All.Single(one => one.Name == name), visit => Walk.ShouldBeSoundAsync(visit, Pages));

    [Fact]
    public async Task Hindi_is_spoken_on_every_page()
    {
        var look = Look.All.Single(one => one.Language == "hi");
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, look, owner => Walk.EachAsync(owner, Pages, async (visit, path) =>
        {
            await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
            (await visit.Page.Locator("h1").First.InnerTextAsync()).ShouldContain(letter => letter >= '\u0900' && letter <= '\u097f', path);
            (await visit.Page.Locator("body").InnerTextAsync()).ShouldNotMatch(@"(?m)^[a-z]+(\.[a-zA-Z]+)+$", path);
        }));
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_and_gives_it_back()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            await visit.GoAsync("/timeline?day=2026-03-04");
            var opener = visit.Page.Locator("header button").Filter(new LocatorFilterOptions { HasText = "New entry" });
            await opener.ClickAsync();
            var dialog = visit.Page.GetByRole(AriaRole.Dialog);
            await Expect(dialog).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();
            await visit.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
            await Expect(opener).ToBeFocusedAsync();
        });
    }
}
