using System.Collections.Concurrent;
using Daybook.EndToEnd.Tests.Browsing;
using Shouldly;
using Xunit;

namespace Daybook.EndToEnd.Tests;

public sealed class PseudoLocaleTests(Chromium chromium, FilledSite site) : IClassFixture<FilledSite>
{
    public static TheoryData<bool> Screens => [false, true];

    [Theory, MemberData(nameof(Screens))]
    public async Task Texts_a_third_longer_fit_on_every_page_and_none_is_written_into_the_code(bool phone)
    {
        var faults = new ConcurrentBag<string>();
        await Walk.AsOwnerAsync(chromium, site.Address, site.Owner, new Look("pseudo", Phone: phone), async owner =>
        {
            await Pseudo.SpeakAsync(owner.Page.Context);
            var said = new ConcurrentBag<string>();
            owner.Page.Context.Response += async (_, answer) =>
            {
                if (!answer.Url.Contains("/api/", StringComparison.Ordinal) || answer.Url.Contains("/events", StringComparison.Ordinal)) return;
                try
                {
                    said.Add(await answer.TextAsync());
                }
                catch (Microsoft.Playwright.PlaywrightException)
                {
                    // The page went on before it was read: nobody looks at what it showed.
                }
            };
            await Walk.EachAsync(owner, EveryPageTests.Pages, async (visit, path) =>
            {
                (await visit.Page.Locator("h1").First.InnerTextAsync()).ShouldNotBeEmpty();
                foreach (var beyond in await visit.BeyondAsync()) faults.Add(beyond);
                // What the server said is heard a moment after the page has shown it.
                var literals = await Pseudo.LiteralsAsync(visit.Page, said);
                for (var tries = 0; literals.Count > 0 && tries < 10; tries++)
                {
                    await Task.Delay(200);
                    literals = await Pseudo.LiteralsAsync(visit.Page, said);
                }

                foreach (var literal in literals) faults.Add($"{path}: {literal}");
            });
        });
        faults.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }
}
