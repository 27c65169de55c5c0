using Daybook.Enrichment.Tests.Learning;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Http;

/// <summary>A title that a rule hides is nowhere on the person's own pages either.</summary>
public sealed class HiddenTitleTests(StudioFixture host) : IClassFixture<StudioFixture>
{
    private const string Secret = "severance negotiation";

    [Fact]
    public async Task What_a_rule_hides_stands_in_no_view_of_the_day_and_other_titles_do()
    {
        var studio = await Studio.OpenAsync(host);
        await studio.SeeAsync(Studio.Today, 600, 20, "Vault", Secret);
        await studio.SeeAsync(Studio.Today, 620, 20, "Letters", "garden plan");
        var (before, _) = await PagesAsync(studio);
        before.ShouldContain(Secret);

        await studio.Client.Post("rules", new
        {
            scope = "user", when = new { all = new[] { new { field = "app", op = "equals", value = "vault" } } }, then = new { category = "work/letters", never_store_title = true }, apply = "past",
        });

        var (pages, explained) = await PagesAsync(studio);
        pages.ShouldNotContain("severance");
        pages.ShouldContain("garden plan");
        explained.ShouldContain("Vault");
    }

    private static async Task<(string All, string Explained)> PagesAsync(Studio studio)
    {
        await studio.SettleAsync();
        var explained = (await studio.ExplainAsync(Studio.Today, 610)).ToString();
        string[] paths = [$"days/{Studio.Today:yyyy-MM-dd}/timeline", $"days/{Studio.Today:yyyy-MM-dd}/blocks", "rules/words", $"timesheet?start={Studio.Today:yyyy-MM-dd}&end={Studio.Today:yyyy-MM-dd}"];
        var all = await Task.WhenAll(paths.Select(async path => (await studio.Client.Get(path)).ToString()));
        return (explained + string.Concat(all), explained);
    }
}
