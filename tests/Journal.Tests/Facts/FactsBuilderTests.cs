using Daybook.Enrichment.Contracts;
using Daybook.Ingest.Contracts;
using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Journal.Sources;
using Daybook.Journal.Writing;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Journal.Tests.Facts;

public sealed class FactsBuilderTests
{
    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly long Start = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly Guid Project = Guid.CreateVersion7(), Closed = Guid.CreateVersion7();

    [Fact]
    public void Meetings_are_those_of_the_calendar_that_were_attended()
    {
        var facts = Build(
            [Piece(540, 600) with { Category = "work/meeting" }, Piece(600, 700)],
            [new CalendarEvent("Planning", At(540), At(585)), new CalendarEvent("Planning", At(550), At(590)), new CalendarEvent("Dentist", At(600), At(660))], []);
        facts.Of(FactKind.Meeting).ShouldHaveSingleItem().Name.ShouldBe("Planning");
        facts.Of(FactKind.Meeting)[0].Ms.ShouldBe(50 * 60_000);
        facts.One(FactKind.Meetings)!.Ms.ShouldBe(60 * 60_000);
    }

    [Fact]
    public void A_task_that_was_closed_on_the_day_is_finished_and_one_known_before_is_not_new()
    {
        var facts = Build([Piece(540, 600) with { ProjectId = Project, TaskId = Closed }], [], [], known: true);
        facts.Of(FactKind.Finished).ShouldHaveSingleItem().Name.ShouldBe("ENG-1 Old work");
        facts.Of(FactKind.Started).ShouldBeEmpty();
    }

    [Fact]
    public void Pull_requests_are_those_looked_at_in_time_that_counts()
    {
        var facts = Build(
            [Piece(540, 600), Piece(600, 660) with { Kind = BlockKind.Personal }],
            [], [new SeenPullRequest("acme/api #12", At(550), At(551)), new SeenPullRequest("me/game #3", At(610), At(611))]);
        facts.Of(FactKind.PullRequest).ShouldHaveSingleItem().Name.ShouldBe("acme/api #12");
        SeenThings.PullRequest("https://github.com/acme/api/pull/12/files").ShouldBe("acme/api #12");
        SeenThings.PullRequest("https://git.example/group/app/-/merge_requests/7").ShouldBe("group/app #7");
        SeenThings.PullRequest("https://github.com/acme/api/pulls").ShouldBeNull();
    }

    [Fact]
    public void What_was_excluded_says_nothing()
    {
        var day = new DaySamples([], [new SampleContext(CalendarEvent: "Planning", Url: "https://github.com/acme/api/pull/12")],
            [new Sample(1, At(600), 60_000, 0, SampleState.Excluded, SampleSource.Range, false, 1, 0, 0, Guid.CreateVersion7())]);
        SeenThings.In(day).Calendar.ShouldBeEmpty();
        SeenThings.In(day).PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public void An_interruption_of_two_minutes_does_not_break_focus_and_a_longer_one_does()
    {
        EntryPiece Mine(int from, int to) => Piece(from, to) with { ProjectId = Project };
        FocusRuns.In([Mine(0, 20), Piece(20, 22), Mine(22, 42)]).ShouldHaveSingleItem().OwnMs.ShouldBe(40 * 60_000);
        FocusRuns.In([Mine(0, 20), Piece(20, 23), Mine(23, 42)]).ShouldBeEmpty();
        FocusRuns.In([Mine(0, 40) with { Category = "work/meeting" }]).ShouldBeEmpty();
    }

    [Fact]
    public void Names_written_by_others_stay_on_one_line_and_short()
    {
        FactNames.OneLine("a\u202e\r\nb\u0000  c").ShouldBe("a b c");
        FactNames.OneLine(new string('x', 300)).Length.ShouldBe(120);
    }

    [Theory, InlineData("en", "A (1 h), B (1 h) and C (1 h)"), InlineData("hi", "A (1 घंटा), B (1 घंटा) और C (1 घंटा)")]
    public void Lists_are_made_as_the_language_makes_them(string locale, string list)
    {
        var book = PhraseBook.For(locale);
        book.List([.. "ABC".Select(name => book.Say("item.timed", ("name", name.ToString()), ("duration", book.Duration(60))))]).ShouldBe(list);
        book.Duration(0).ShouldBe(locale == "en" ? "under 1 min" : "1 मिनट से कम");
        book.Duration(145).ShouldBe(locale == "en" ? "2 h 25 min" : "2 घंटे 25 मिनट");
    }

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_places()
    {
        var (en, hi) = (PhraseBook.For("en"), PhraseBook.For("hi"));
        hi.Keys.Order(StringComparer.Ordinal).ShouldBe(en.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_text_is_compared_sentence_by_sentence() =>
        TextDiff.Of("One. Two.\n\nThree.", "One. Four.\n\nThree.").Select(part => (part.Kind, part.Text))
            .ShouldBe([(DiffKind.Same, "One."), (DiffKind.Removed, "Two."), (DiffKind.Added, "Four."), (DiffKind.Same, "Three.")]);

    private static DayFacts Build(EntryPiece[] pieces, CalendarEvent[] calendar, SeenPullRequest[] pulls, bool known = false) => FactsBuilder.Build(new DaySources(
        Day, Day, Start, Start + 86_400_000, pieces,
        new CatalogNames(
            new Dictionary<Guid, ProjectInfo> { [Project] = new(Project, "Harbor", null, "#000000", true, false) },
            new Dictionary<Guid, TaskInfo> { [Closed] = new(Closed, Project, "ENG-1", "Old work", "done", [], null, DateTimeOffset.FromUnixTimeMilliseconds(At(700))) }),
        known ? new HashSet<Guid> { Closed } : [], calendar, pulls));

    private static EntryPiece Piece(int from, int to) => new(
        Guid.CreateVersion7(), Day, At(from), At(to), EntryStatus.Inferred, false, BlockKind.Work, "work/code", null, null, "", 0.9, LabelStage.Rule);

    private static long At(int minute) => Start + minute * 60_000L;
}
