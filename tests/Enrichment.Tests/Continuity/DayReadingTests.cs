using Daybook.Enrichment.Continuity;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Tests.Asking;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Continuity;

/// <summary>A day is read as a whole: what a window alone leaves open, what is around it says.</summary>
public sealed class DayReadingTests
{
    private static readonly DayClock Clock = DayClock.TryCreate("UTC", TimeSpan.Zero)!;
    private static readonly Guid Limits = Id("ENG-41"), Retries = Id("ENG-42"), Billing = Id("LGT-8");

    private static readonly SampleContext OnLimits = new("Code", Title: "limits.cs", Branch: "feature/ENG-41-limits", Repository: "harbor-api");
    private static readonly SampleContext OnRetries = new("Code", Title: "retry.cs", Branch: "feature/ENG-42-retries", Repository: "harbor-api");
    private static readonly SampleContext Terminal = new("iTerm2", Title: "~/work — make", Command: "make");
    private static readonly SampleContext OnBilling = new("Chrome", Title: "LGT-8 billing columns", Url: "https://tracker.example/browse/LGT-8");

    [Fact]
    public void A_terminal_in_the_middle_of_a_task_is_for_the_task_and_says_that_the_neighbours_told()
    {
        var block = Read((540, 30, OnLimits), (570, 4, Terminal), (574, 30, OnLimits)).Blocks.Single(block => block.TaskId == Limits);
        (block.EndMs - block.StartMs).ShouldBe(64 * 60_000);
    }

    [Fact]
    public void What_lies_between_two_tasks_of_two_projects_is_given_to_neither()
    {
        At(Read((540, 30, OnLimits), (570, 12, Terminal), (582, 30, OnBilling)), 576).TaskId.ShouldBeNull();
    }

    [Fact]
    public void What_lies_alone_hours_later_is_for_none_of_the_days_tasks()
    {
        At(Read((540, 40, OnLimits), (600, 40, OnBilling), (900, 10, Terminal)), 905).TaskId.ShouldBeNull();
    }

    [Fact]
    public void What_a_page_was_for_on_reviewed_days_weighs_for_that_task_and_against_others()
    {
        var page = new SampleContext("Chrome", Title: "Token bucket variants compared", Url: "https://blog.example/token-bucket-variants");
        var other = new SampleContext("Chrome", Title: "Exponential backoff jitter", Url: "https://blog.example/backoff-jitter");
        var reviewed = Enumerable.Range(1, 9).SelectMany(number => new[] { Reviewed(number, page, Limits), Reviewed(10 + number, other, Retries) }).ToArray();
        var past = new PastWords(Lessons.From(reviewed, Date));
        var inputs = Inputs([(560, 8, page)]);
        var span = DayDerivation.Timeline(inputs).Spans.Single();
        past.Targets(span.Signature).Distinct().ShouldBe([Limits]);

        var context = new Context(span.Facts, Label.Unknown, span.Signature, Spoken.Fresh(span.Facts), Spoken.Branch(span.Facts));
        var purposes = new Purposes(new Candidates(inputs.Catalog, inputs.Day.Start), [context], new HashSet<Guid> { Limits, Retries });
        var scores = new double[purposes.Count];
        past.Add(scores, context, purposes);
        scores[purposes.Of(null, Limits)].ShouldBeGreaterThan(0.3);
        scores[purposes.Of(null, Retries)].ShouldBeLessThan(0);
        scores[Purposes.Nothing].ShouldBeLessThan(0);
    }

    [Fact]
    public void A_screen_that_is_shared_in_a_call_is_for_the_task_around_it_and_the_call_itself_is_not()
    {
        var shared = new SampleContext("zoom.us", Title: "Screen share: limits.cs", CallApp: "zoom.us");
        var call = new SampleContext("zoom.us", Title: "Zoom Meeting", CallApp: "zoom.us");
        At(Read((540, 30, OnLimits), (570, 10, shared), (580, 30, OnLimits)), 575).TaskId.ShouldBe(Limits);
        At(Read((540, 30, OnLimits), (570, 10, call), (580, 30, OnLimits)), 575).TaskId.ShouldBeNull();
    }

    [Fact]
    public void What_the_person_took_out_of_a_task_does_not_come_back_to_it()
    {
        var chat = new SampleContext("Slack", Title: "water cooler banter");
        (int, int, SampleContext)[] seen = [(540, 20, OnLimits), (560, 3, chat), (563, 20, OnLimits)];
        At(Read(seen), 561).TaskId.ShouldBe(Limits);
        ReviewedSpan[] reviewed = [Reviewed(1, chat, null) with { Verb = ReviewVerb.Correct, From = new Meaning(BlockKind.Work, AskedDay.Harbor, Limits) }];
        At(Read(Lessons.From(reviewed, Date), seen), 561).TaskId.ShouldBeNull();
    }

    private static DateOnly Date => new(2026, 3, 2);

    private static Guid Id(string key) => AskedDay.Catalog.Tasks.Single(task => task.Key == key).Id;

    private static DayBlocks Read(params (int From, int Minutes, SampleContext Seen)[] seen) => Read(Lessons.None, seen);

    private static DayBlocks Read(Lessons lessons, params (int From, int Minutes, SampleContext Seen)[] seen) => DayDerivation.Blocks(Inputs(seen) with { Lessons = lessons });

    private static DayInputs Inputs((int From, int Minutes, SampleContext Seen)[] seen)
    {
        var contexts = seen.Select(item => item.Seen).Distinct().ToArray();
        var samples = seen.SelectMany(item => Enumerable.Range(item.From + 1, item.Minutes).Select(minute => new Sample(
            1, new DateTimeOffset(Date, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(minute).ToUnixTimeMilliseconds(), 60_000, 0, SampleState.Active, SampleSource.Human,
            false, minute, 0, Array.IndexOf(contexts, item.Seen) + 1, new Guid(minute, 0, 0, new byte[8]))));
        return new DayInputs(7, Clock.Of(Date), Clock,
            new DaySamples([new SampleDevice(1, "laptop", "laptop", DeviceKind.Agent, null)], [SampleContext.Empty, .. contexts], [.. samples]), AskedDay.Catalog, []);
    }

    private static Block At(DayBlocks day, int minute)
    {
        var at = new DateTimeOffset(Date, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(minute).ToUnixTimeMilliseconds();
        return day.Blocks.Single(block => block.StartMs <= at && block.EndMs > at);
    }

    /// <summary>Eight minutes of this on an earlier day, confirmed as this task, or as nothing in particular.</summary>
    private static ReviewedSpan Reviewed(int daysAgo, SampleContext seen, Guid? task)
    {
        var spans = DayDerivation.Timeline(Inputs([(600, 8, seen)])).Spans;
        var project = AskedDay.Catalog.Tasks.SingleOrDefault(known => known.Id == task)?.ProjectId;
        var meaning = project is null ? Meaning.Nothing : new Meaning(BlockKind.Work, project, task);
        return new ReviewedSpan(
            new Guid(daysAgo, 7, 7, new byte[8]), Date.AddDays(-daysAgo), new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero).AddDays(-daysAgo), ReviewVerb.Confirm, meaning, meaning, true,
            ReviewedSpan.ContextsOf(spans, spans[0].Start, spans[^1].End));
    }
}
