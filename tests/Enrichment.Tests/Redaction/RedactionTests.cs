using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Redaction;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Redaction;

public sealed class RedactionTests
{
    private static readonly HashSet<string> NoRepositories = [];

    [Fact]
    public void Every_class_of_secret_is_found_wherever_it_stands_in_a_text()
    {
        foreach (var (kind, text, bytes) in Canaries.All)
            foreach (var around in (string[])["{0}", "notes {0}", "{0} notes", "Re: (draft) {0} – Editor", "„{0}“", "see <{0}>", "x={0}", "\u200b{0}"])
            {
                var redacted = new Redactor().Text(around.Replace("{0}", text, StringComparison.Ordinal));
                var small = new Redactor().Text(around.Replace("{0}", text.ToLowerInvariant(), StringComparison.Ordinal));
                foreach (var canary in bytes) redacted.ShouldNotContain(canary, Case.Insensitive, $"{kind}: {around} {text}");
                foreach (var canary in bytes) small.ShouldNotContain(canary, Case.Insensitive, $"{kind}: {around} {text} in small letters");
                Secrets.Find(redacted).ShouldBeNull($"{kind}: {redacted}");
            }
    }

    [Fact]
    public void A_secret_that_was_cut_off_is_still_one()
    {
        foreach (var (kind, text, bytes) in Canaries.All.Where(canary => canary.Text.Length > 24))
        {
            var title = new string('a', TitleNormaliser.MaxLength - 20 - 1) + " " + text[..20];
            var redacted = new Redactor().Text(title);
            foreach (var canary in bytes.Where(canary => text[..20].Contains(canary, StringComparison.Ordinal))) redacted.ShouldNotContain(canary, Case.Insensitive, $"{kind}: {text}");
        }
    }

    [Theory]
    [InlineData("ENG-412 Login rate limit - harbor-api")]
    [InlineData("Cart.cs — northpier-checkout — Visual Studio Code")]
    [InlineData("feature/ENG-412-login-rate-limit-for-mobile-clients-2026")]
    [InlineData("Pull Request #1284 · northpier/harbor-api")]
    [InlineData("Standup 2026-03-02 10:30 - 11:00")]
    [InlineData("release v10.11.0-preview.3 · dotnet/extensions")]
    [InlineData("How do I use IServiceCollection.AddHostedService in ASP.NET Core 10?")]
    [InlineData("README.md (C:) packages.lock.json @ main")]
    [InlineData("Q3 budget 2026: 1.250.000 EUR, 37 items")]
    [InlineData("MicrosoftExtensionsDependencyInjection.AbstractionsTests.cs")]
    [InlineData("react@19.2.0 upgrade guide")]
    public void Ordinary_titles_stay_as_they_are(string title) => new Redactor().Text(title).ShouldBe(title);

    [Fact]
    public void The_same_secret_is_the_same_placeholder_and_others_are_others()
    {
        var redactor = new Redactor();
        redactor.Text("mail to a@b.example").ShouldBe("mail to ⟦email1⟧");
        redactor.Text("and c@d.example, a@b.example").ShouldBe("and ⟦email2⟧, ⟦email1⟧");
        redactor.Counts["email"].ShouldBe(3);
    }

    [Fact]
    public void Of_a_context_only_what_is_allowed_is_shown_and_less_of_it()
    {
        var shown = Show(new SampleContext("Chrome", "com.google.Chrome", "Orders", "https://kim:pw@shop.example:8443/acme/orders/8841223/items?token=abc#x",
            "/home/kim/work/harbor-api/src/Cart.cs", "northpier/harbor-api", "feature/cart", "C#", "/home/kim/work/harbor-api", "/usr/bin/psql -U kim", null, null, "coding", "file", "agent/1", "{}"));

        shown.Host.ShouldBe("shop.example:8443");
        shown.Path.ShouldBe("/acme/orders/*/items");
        shown.File.ShouldBe("harbor-api/src/Cart.cs");
        shown.Command.ShouldBe("psql");
        shown.Repository.ShouldBe("harbor-api");
        Show(new SampleContext("zsh", Command: "PGPASSWORD=x psql")).Command.ShouldBe("");
        Show(new SampleContext("Code", File: "/home/kim/Cart.cs")).File.ShouldBe("~/Cart.cs");
        Show(new SampleContext("Chrome", Url: "https://x.example/u/john%2540private.example/inbox")).Path.ShouldBe("/u/*/inbox");
    }

    [Fact]
    public void Of_chat_and_mail_only_the_kind_of_place_is_shown()
    {
        var facts = Facts.Of(new SampleContext("Slack", Title: "#layoffs-2026 | Northpier", Url: "https://app.slack.com/client/T1/C2"), false, Traits.None, NoRepositories);
        var shown = Reducer.Show(facts, talk: true, new Redactor());
        shown.Title.ShouldBe("channel");
        shown.Path.ShouldBe("");
    }

    [Fact]
    public void The_guard_looks_into_json_and_lets_our_own_words_pass()
    {
        Secrets.Find("""{"a":{"b":["x","mail \u0061@b.example"]}}""").ShouldBe("email");
        Secrets.Find("""{"a@b.example":1}""").ShouldBe("email");
        Secrets.Find("""{"a":4111111111111111,"b":"ENG-1"}""").ShouldBeNull();
        Secrets.Find(AskRequest.System).ShouldBeNull();
        Secrets.Find("The answer before could not be read (not-json). Answer again with the JSON object only.").ShouldBeNull();
    }

    private static Shown Show(SampleContext context) => Reducer.Show(Facts.Of(context, false, Traits.None, NoRepositories), talk: false, new Redactor());
}
