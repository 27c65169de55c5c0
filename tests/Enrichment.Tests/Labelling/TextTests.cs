using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Labelling;

public sealed class TextTests
{
    [Theory]
    [InlineData("● redactor.cs — harbor-api", "Code", "redactor.cs — harbor-api")]
    [InlineData("(12) Inbox - Google Chrome", "Google Chrome", "Inbox")]
    [InlineData("* (3) #general | Slack", "Slack", "#general")]
    [InlineData("⠙ building", "iTerm2", "building")]
    [InlineData("⠧ building ●", "iTerm2", "building")]
    [InlineData("a\u200Bb\u202Ec\u0007 d\nе", null, "abc d е")]
    [InlineData("ＡＢＣ ﬁle", null, "ABC file")]
    [InlineData("Q - A session - Firefox", "firefox", "Q - A session")]
    [InlineData("broken \uD800 half", null, "broken half")]
    [InlineData(null, "x", "")]
    public void Titles_lose_what_is_not_theirs(string? title, string? app, string clean) => TitleNormaliser.Clean(title, app).ShouldBe(clean);

    [Theory]
    [InlineData("Issue 4711 of 12", "Issue # of #")]
    [InlineData("HBR-878 at 10:42", "HBR-878 at #:#")]
    [InlineData("no digits", "no digits")]
    public void Shapes_forget_numbers_but_not_keys(string title, string shape) => TitleNormaliser.Shape(title).ShouldBe(shape);

    [Fact]
    public void A_title_is_cut_and_never_in_the_middle_of_a_letter() => TitleNormaliser.Clean(new string('x', 159) + "😀😀", null).ShouldBe(new string('x', 159));

    [Theory]
    [InlineData("feature/HBR-878-audit", "HBR-878")]
    [InlineData("fix/eng-12", "ENG-12")]
    [InlineData("[SFN-611] Refactor (QRY-1)", "SFN-611,QRY-1")]
    [InlineData("aHBR-878x HBR-", "")]
    [InlineData(null, "")]
    public void Keys_are_found_in_texts(string? text, string keys) => string.Join(',', TicketKeys.In(text)).ShouldBe(keys);

    [Theory]
    [InlineData("northpier/harbor-api", null, null, null, "harbor-api")]
    [InlineData("/Users/kim/code/Harbor-API.git/", null, null, null, "harbor-api")]
    [InlineData(null, "/Users/kim/code/harbor-api/src", null, null, "harbor-api")]
    [InlineData(null, null, "a.cs — harbor-api", null, "harbor-api")]
    [InlineData(null, null, "notes — diary", null, "")]
    [InlineData(null, null, "Pull request", "https://github.com/northpier/other/pull/1", "other")]
    public void A_repository_is_said_or_read_from_what_there_is(string? said, string? cwd, string? title, string? url, string repository)
    {
        var context = new SampleContext("Code", null, title, url, Repository: said, Cwd: cwd);
        var facts = Facts.Of(context, false, Daybook.Enrichment.Streams.Traits.Editor, new HashSet<string> { "harbor-api" });
        facts.Repository.ShouldBe(repository);
    }

    [Fact]
    public void Words_carry_meaning_in_their_stems() =>
        Words.Of("Fix the webhookDelivery after 3 Timeouts, auditing & indexers").ShouldBe(["webhook", "delivery", "timeout", "audit", "index"]);

    [Fact]
    public void The_same_page_with_other_ids_has_the_same_signature()
    {
        Signature Of(string url, string title) => Facts.Of(new SampleContext("Chrome", null, title, url), false, Daybook.Enrichment.Streams.Traits.Browser, new HashSet<string>()).Signature();
        Of("https://docs.google.com/document/d/8b35a64f7b/edit?x=1", "(1) Plan").ShouldBe(Of("https://www.docs.google.com/document/d/9f00a1c77d/edit#h", "Plan"));
        Of("https://jira.example.org/browse/HBR-1", "x").ShouldNotBe(Of("https://jira.example.org/browse/HBR-2", "x"));
    }
}
