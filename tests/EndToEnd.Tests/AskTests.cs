using Daybook.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests;

/// <summary>A question by keyboard, its sentences with citations that lead to the day, and what was asked before.</summary>
public sealed class AskTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [Fact]
    public async Task A_question_is_answered_with_citations_that_lead_to_the_day()
    {
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, Look.Light, async visit =>
        {
            var page = visit.Page;
            await visit.GoAsync($"/ask?{SampleWeek.Range}");
            await page.GetByLabel("Question").FillAsync("Time by project on 4 March 2026");
            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(page.GetByText("by project:")).ToBeVisibleAsync();
            await Expect(page.GetByText("“Harbor”:")).ToBeVisibleAsync();
            await Expect(page.GetByText("From statistics")).ToBeVisibleAsync();
            await page.GetByText("What was sent").ClickAsync();
            await Expect(page.GetByText("Nothing was sent to a language model.")).ToBeVisibleAsync();
            await visit.ShouldBeSoundAsync();

            await page.GetByRole(AriaRole.Link, new() { Name = "Source 1:" }).First.ClickAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/timeline\\?day=%222026-03-04%22|/timeline\\?day=2026-03-04", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

            await visit.GoAsync($"/ask?{SampleWeek.Range}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Time by project on 4 March 2026" }).ClickAsync();
            await Expect(page.GetByText("by project:")).ToBeVisibleAsync();
        });
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_page_is_sound_for_everybody(string name)
    {
        var look = Look.All.Single(one => one.Name == name);
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, look, async visit =>
        {
            await visit.GoAsync($"/ask?{SampleWeek.Range}");
            (await visit.FaultsAsync()).ShouldBeEmpty();
            await visit.Page.GetByRole(AriaRole.Textbox).First.FillAsync(look.Language == "hi" ? "प्रोजेक्ट के अनुसार समय" : "Time by project");
            await visit.Page.Keyboard.PressAsync("Control+Enter");
            await Expect(visit.Page.GetByText("“Harbor”:")).ToBeVisibleAsync();
            (await visit.FaultsAsync()).ShouldBeEmpty();
        });
    }
}
