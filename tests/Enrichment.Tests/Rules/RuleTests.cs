using System.Text.Json;
using Daybook.Enrichment.ClassImport;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Packs;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;
using static Daybook.Enrichment.Tests.Rules.RulesOnADayTests;

namespace Daybook.Enrichment.Tests.Rules;

public sealed class RuleTests
{
    private static Subject Subject(SampleContext context, Traits traits = Traits.Browser)
    {
        var facts = Facts.Of(context, false, traits, new HashSet<string> { "harbor-api" });
        return new Subject(facts, TicketKeys.In(facts.Title), "kim-mbp", 6, new TimeOnly(23, 30));
    }

    private static readonly SampleContext Page = new("Google Chrome", "com.google.Chrome", "HBR-12 Café plan", "https://docs.example.com/a/plan");

    [Theory]
    [InlineData("App", "Equals", "google chrome", true)]
    [InlineData("App", "Equals", "chrome", false)]
    [InlineData("App", "Contains", "CHROME", true)]
    [InlineData("Title", "Word", "plan", true)]
    [InlineData("Title", "Word", "pla", false)]
    [InlineData("Title", "Contains", "pla", true)]
    [InlineData("Title", "Prefix", "hbr-", true)]
    [InlineData("Title", "Glob", "*café*", true)]
    [InlineData("Title", "Glob", "café", false)]
    [InlineData("Title", "Regex", "^hbr-\\d+ ", true)]
    [InlineData("Host", "Equals", "www.example.com", true)]
    [InlineData("Host", "Equals", "ample.com", false)]
    [InlineData("Path", "Prefix", "/a/", true)]
    [InlineData("Url", "Contains", "example.com/a", true)]
    [InlineData("Ticket", "Prefix", "HBR-", true)]
    [InlineData("Device", "Equals", "kim-mbp", true)]
    [InlineData("Any", "Regex", "Chrome|vim", true)]
    [InlineData("Weekday", "Equals", "6,7", true)]
    [InlineData("Weekday", "Equals", "1-5", false)]
    [InlineData("Time", "Equals", "22:00-06:00", true)]
    [InlineData("Time", "Equals", "09:00-17:00", false)]
    [InlineData("Branch", "Contains", "x", false)]
    public void A_condition_says_what_it_means(string field, string op, string value, bool matches)
    {
        var condition = new Condition(Enum.Parse<RuleField>(field), Enum.Parse<RuleOp>(op), value);
        CompiledRule.Fault(condition).ShouldBeNull();
        new CompiledRule(Rule(new Effect(BlockKind.Work), [condition])).Matches(Subject(Page)).ShouldBe(matches);
    }

    [Fact]
    public void All_must_hold_and_none_of_the_others()
    {
        Condition app = new(RuleField.App, RuleOp.Contains, "chrome"), plan = new(RuleField.Title, RuleOp.Word, "plan");
        new CompiledRule(Rule(new Effect(), [app, plan])).Matches(Subject(Page)).ShouldBeTrue();
        new CompiledRule(Rule(new Effect(), [app], not: [plan])).Matches(Subject(Page)).ShouldBeFalse();
        new CompiledRule(Rule(new Effect(), [])).Matches(Subject(Page)).ShouldBeFalse();
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_takes_no_time()
    {
        var rule = new CompiledRule(Rule(new Effect(), [new Condition(RuleField.Title, RuleOp.Regex, "^(a+)+$")]));
        rule.Matches(Subject(new SampleContext("x", null, new string('a', 150) + "b"))).ShouldBeFalse();
        CompiledRule.Fault(new Condition(RuleField.Title, RuleOp.Regex, "(?=look)ahead")).ShouldBe("invalid");
    }

    [Theory]
    [InlineData("^(a+)+$", "too-slow")]
    [InlineData("(\\w+\\s?)*!$", "too-slow")]
    [InlineData("(x+x+)+y", "too-slow")]
    [InlineData("^(ha|hah|aha)+$", "too-slow")]
    [InlineData("(", "invalid")]
    [InlineData("(a)\\1", "invalid")]
    [InlineData("((a{1,99}){1,99}){1,99}", "invalid")]
    [InlineData("HBR-\\d+", null)]
    [InlineData("^(feat|fix)/[a-z0-9-]+$", null)]
    [InlineData("GitHub|vim|Visual Studio Code.*(draft|main)", null)]
    public void A_pattern_is_tried_before_it_is_saved(string pattern, string? fault) =>
        PatternTrial.Fault(new Condition(RuleField.Title, RuleOp.Regex, pattern)).ShouldBe(fault);

    [Theory]
    [InlineData("OrganiserDomain", "northpier.example", true)]
    [InlineData("OrganiserDomain", "example", true)]
    [InlineData("OrganiserDomain", "pier.example", false)]
    [InlineData("ParticipantDomain", "kite.example", true)]
    [InlineData("ParticipantDomain", "northpier.example", true)]
    [InlineData("ParticipantDomain", "nobody.example", false)]
    public void A_meeting_is_known_by_who_called_it_and_who_was_there(string field, string value, bool matches)
    {
        var meeting = new SampleContext(CalendarEvent: "Planning", Data: """
            {"organizer": "Ana <ana@Northpier.example>", "attendees": ["kim@kite.example", {"email": "ana@northpier.example"}, 7]}
            """);
        new CompiledRule(Rule(new Effect(BlockKind.Work), [new Condition(Enum.Parse<RuleField>(field), RuleOp.Equals, value)])).Matches(Subject(meeting)).ShouldBe(matches);
        Subject(meeting with { Data = "[1" }).Facts.Organiser.ShouldBe("");
    }

    [Fact]
    public void Rules_of_one_rank_that_disagree_are_reported()
    {
        Condition word = new(RuleField.Title, RuleOp.Contains, "plan"), phrase = new(RuleField.Title, RuleOp.Contains, "big plan");
        var one = Rule(new Effect(Category: "work/a"), [word]);
        var other = Rule(new Effect(Category: "work/b"), [phrase]);
        Conflicts.Of([one, other])[one.Id].ShouldBe([other.Id]);
        Conflicts.Of([one, other with { Then = new Effect(Category: "work/a") }]).Count.ShouldBe(0);
        Conflicts.Of([one, other with { Priority = 2 }]).Count.ShouldBe(0);
        Conflicts.Of([one, other with { All = [new Condition(RuleField.Title, RuleOp.Contains, "lunch")] }]).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("Code", "a.cs", null, "work/code")]
    [InlineData("iTerm2", "zsh", null, "work/code/terminal")]
    [InlineData("Google Chrome", "PR", "https://github.com/a/b/pull/3", "work/code/review")]
    [InlineData("Google Chrome", "b", "https://github.com/a/b", "work/code/forge")]
    [InlineData("Google Chrome", "Sheet", "https://docs.google.com/spreadsheets/d/1", "work/docs/sheets")]
    [InlineData("Google Chrome", "x", "https://m.youtube.com/watch", "personal/video")]
    [InlineData("Google Chrome", "Cats - YouTube", null, "personal/video")]
    [InlineData("Google Chrome", "Fix YouTube embed", "https://acme.atlassian.net/browse/A-1", "work/planning")]
    [InlineData("Google Chrome", "cats - Google Search", "https://www.google.de/search?q=cats", "neutral/web")]
    [InlineData("Google Chrome", "cats", "https://www.google.com/search?q=cats", "neutral/search")]
    [InlineData("Google Chrome", "d", "https://grafana.acme.dev/d/1", "work/ops")]
    [InlineData("slack.exe", "general", null, "work/comms/chat")]
    [InlineData("Unheard Of", "x", null, "neutral/other")]
    public void The_pack_knows_common_programs_and_sites_deepest_first(string app, string title, string? url, string category)
    {
        var context = new SampleContext(app, null, title, url);
        CategoryPack.Default.Judge(Facts.Of(context, false, Apps.TraitsOf(context), new HashSet<string>())).Category.ShouldBe(category);
    }

    [Fact]
    public void A_call_is_a_meeting_whatever_has_focus()
    {
        var context = new SampleContext("Code", null, "a.cs");
        CategoryPack.Default.Judge(Facts.Of(context, true, Traits.Editor, new HashSet<string>())).Category.ShouldBe("work/meeting");
    }

    [Fact]
    public void Classes_of_activitywatch_become_rules_the_deepest_first()
    {
        var long_ = string.Join('|', Enumerable.Range(0, 60).Select(i => $"word{i}"));
        var json = JsonSerializer.SerializeToElement(new object[]
        {
            new { name = new[] { "Work" }, rule = new { type = "regex", regex = "Google Docs", ignore_case = true } },
            new { name = new[] { "Work", "Programming" }, rule = new { type = "regex", regex = "GitHub", ignore_case = false } },
            new { name = new[] { "Media", "Video" }, rule = new { type = "regex", regex = long_, ignore_case = true } },
            new { name = Array.Empty<string>(), rule = new { type = "regex", regex = "x" } },
            new { name = new[] { "Comms" }, rule = new { type = "regex", regex = new string('(', 1) } },
        });
        var (rules, skipped) = ClassReader.Read(json, DateTimeOffset.UnixEpoch);
        skipped.Select(item => $"{item.Name}: {item.Reason}").ShouldBe(["?: no-name", "Comms: invalid"]);
        rules.Count(rule => rule.Name == "Media > Video").ShouldBeGreaterThan(1);
        rules.ShouldAllBe(rule => rule.All.All(condition => condition.Value.Length <= CompiledRule.MaxPattern));
        var set = new RuleSet(rules);
        set.Judge(Subject(new SampleContext("Google Chrome", null, "GitHub in Google Docs"))).Category.ShouldBe("work/programming");
        set.Judge(Subject(new SampleContext("Google Chrome", null, "github in google docs"))).Category.ShouldBe("work");
        set.Judge(Subject(new SampleContext("Google Chrome", null, "WORD59"))).Kind.ShouldBe(BlockKind.Personal);
        set.Judge(Subject(new SampleContext("Google Chrome", null, "else"))).ShouldBe(Ruling.Silent);
    }
}
