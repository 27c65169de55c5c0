using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Journal.Contracts;
using Daybook.Journal.Logs;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Journal.Tests.Http;

public sealed class JournalTests(HostFixture host)
{
    private static readonly DateOnly Day = new(2026, 3, 4);

    [Fact]
    public async Task A_day_is_told_in_whole_sentences_with_its_sources()
    {
        var diary = await OpenAsync();
        var project = await diary.ProjectAsync("Harbor");
        var task = await diary.TaskAsync(project, "ENG-41", "Rate limits");
        await diary.RecordAsync([Day], [Work(9, 11, project, task), Work(11, 12, project), Work(13, 14) with { Category = "work/docs" }]);

        var journal = await diary.DayAsync(Day);
        journal.GetProperty("state").GetString().ShouldBe("final");
        journal.GetProperty("total_ms").GetInt64().ShouldBe(4 * 3_600_000);
        journal.GetProperty("text").GetString().ShouldBe("""
            I worked 4 h between 09:00 and 14:00. 3 h of it went into Harbor. 1 h has no project yet.

            In Harbor I worked on ENG-41 Rate limits (2 h). New on the list: ENG-41 Rate limits.

            There were 3 uninterrupted stretches; the longest was 2 h on ENG-41 Rate limits, from 09:00 to 11:00.

            4 h of the day still wait to be reviewed.
            """.ReplaceLineEndings("\n"));
        var cited = journal.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("sentences").EnumerateArray())
            .SelectMany(sentence => sentence.GetProperty("cites").EnumerateArray()).Select(cite => cite.GetString()).ToHashSet();
        cited.IsSubsetOf(journal.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("id").GetString()).ToHashSet()).ShouldBeTrue();

        var told = await host.App.Services.GetRequiredService<JournalQueries>().RangeAsync(diary.User, Day.AddDays(-1), Day.AddDays(1), default);
        told.ShouldHaveSingleItem().Text.ShouldBe(journal.GetProperty("text").GetString());
    }

    [Fact]
    public async Task It_is_told_in_hindi_to_whom_speaks_it()
    {
        var diary = await Diary.OpenAsync(host.App, host.Owner, locale: "hi");
        var project = await diary.ProjectAsync("Pier");
        await diary.RecordAsync([Day], [Work(9, 10, project)]);
        var text = (await diary.DayAsync(Day)).GetProperty("text").GetString()!;
        text.ShouldStartWith("मैंने 09:00 और 10:00 के बीच 1 घंटा काम किया। पूरा समय इस प्रोजेक्ट में लगा: Pier।");
    }

    [Fact]
    public async Task What_is_personal_private_or_dismissed_never_enters()
    {
        var diary = await OpenAsync();
        var project = await diary.ProjectAsync("Canary project");
        await diary.RecordAsync([Day],
        [
            Work(9, 10), Work(10, 11) with { Kind = "personal", Category = "personal/social", Description = "Canary" },
            Work(11, 12) with { Kind = "private", Category = "", Description = "Canary" }, Work(12, 13, project) with { Status = "dismissed", Description = "Canary" },
        ]);
        var journal = await diary.DayAsync(Day);
        journal.GetProperty("total_ms").GetInt64().ShouldBe(3_600_000);
        journal.GetRawText().ShouldNotContain("Canary");
    }

    [Fact]
    public async Task A_day_with_nothing_to_tell_has_no_text_and_says_so()
    {
        var diary = await OpenAsync();
        await diary.RecordAsync([Day], [Work(10, 11) with { Kind = "personal" }]);
        (await diary.DayAsync(Day)).GetProperty("state").GetString().ShouldBe("none");
        (await Diary.ProblemAsync(diary.Client.PostAsJsonAsync($"/api/v1/journal/{Day:yyyy-MM-dd}/regenerate", new { }))).ShouldBe((HttpStatusCode.Conflict, "journal-empty"));
        (await Diary.ProblemAsync(diary.Client.PutAsJsonAsync($"/api/v1/journal/{Day:yyyy-MM-dd}/text", new { text = "mine" }))).ShouldBe((HttpStatusCode.Conflict, "journal-none"));
        (await Diary.ProblemAsync(diary.Client.GetAsync("/api/v1/journal/2026-02-30"))).ShouldBe((HttpStatusCode.UnprocessableEntity, "validation"));
    }

    [Fact]
    public async Task Late_data_opens_a_final_text_and_keeps_the_old_one()
    {
        var diary = await OpenAsync();
        await diary.RecordAsync([Day], [Work(9, 10)]);
        var before = await diary.DayAsync(Day);
        await diary.RecordAsync([Day], [Work(14, 16)]);
        var after = await diary.DayAsync(Day);
        after.GetProperty("revision").GetInt32().ShouldBe(2);
        after.GetProperty("text").GetString()!.ShouldContain("I worked 3 h");
        var version = (await Diary.OkAsync(diary.Client.GetAsync($"/api/v1/journal/{Day:yyyy-MM-dd}/versions"))).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        version.GetProperty("body").GetString().ShouldBe(before.GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_edited_text_and_notes_survive_everything_and_the_new_text_is_offered()
    {
        var diary = await OpenAsync();
        await diary.PutAsync(Day, "notes", new { notes = "Blocker: keys for staging\nsomething else" });
        await diary.RecordAsync([Day], [Work(9, 10)]);
        var edited = await diary.PutAsync(Day, "text", new { text = "A fine day." });
        edited.GetProperty("edited").GetBoolean().ShouldBeTrue();
        edited.GetProperty("offer").ValueKind.ShouldBe(JsonValueKind.Null);

        await diary.RecordAsync([Day], [Work(14, 16)]);
        var offered = await diary.DayAsync(Day);
        offered.GetProperty("text").GetString().ShouldBe("A fine day.");
        offered.GetProperty("notes").GetString()!.ShouldStartWith("Blocker:");
        offered.GetProperty("offer").GetProperty("text").GetString()!.ShouldContain("I worked 3 h");
        offered.GetProperty("offer").GetProperty("diff")[0].GetProperty("kind").GetString().ShouldBe("removed");

        var kept = await diary.PostAsync(Day, "offer", new { action = "discard" });
        kept.GetProperty("offer").ValueKind.ShouldBe(JsonValueKind.Null);
        kept.GetProperty("text").GetString().ShouldBe("A fine day.");
        (await Diary.ProblemAsync(diary.Client.PostAsJsonAsync($"/api/v1/journal/{Day:yyyy-MM-dd}/offer", new { action = "accept" }))).Slug.ShouldBe("journal-no-offer");

        await diary.RecordAsync([Day], [Work(17, 18)]);
        var taken = await diary.PostAsync(Day, "offer", new { action = "accept" });
        taken.GetProperty("edited").GetBoolean().ShouldBeFalse();
        taken.GetProperty("text").GetString()!.ShouldContain("I worked 4 h");
        taken.GetProperty("notes").GetString()!.ShouldStartWith("Blocker:");
        var version = (await Diary.OkAsync(diary.Client.GetAsync($"/api/v1/journal/{Day:yyyy-MM-dd}/versions"))).GetProperty("items")[0];
        version.GetProperty("body").GetString().ShouldBe("A fine day.");
        version.GetProperty("edited").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_becomes_final_when_its_local_day_is_over()
    {
        await using var postgres = new Databases();
        var clock = new MovedClock();
        await using var app = new DaybookApp(await postgres.MakeAsync(), clock, settings: HostFixture.Settings);
        var diary = await Diary.OpenAsync(app, await app.SetupAsync("Etc/UTC"));
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await diary.RecordAsync([today], [new Stretch(Diary.At(today, 0), Diary.At(today, 0, 30))]);
        (await diary.DayAsync(today)).GetProperty("state").GetString().ShouldBe("draft");

        await CloseDays.RunAsync(app.Services, default);
        await diary.SettleAsync();
        (await diary.DayAsync(today)).GetProperty("state").GetString().ShouldBe("draft");

        clock.Move(TimeSpan.FromHours(24));
        await CloseDays.RunAsync(app.Services, default);
        await diary.SettleAsync();
        (await diary.DayAsync(today)).GetProperty("state").GetString().ShouldBe("final");
    }

    [Fact]
    public async Task A_month_lists_its_days()
    {
        var diary = await OpenAsync();
        await diary.RecordAsync([Day], [Work(9, 10)]);
        await diary.PutAsync(Day.AddDays(1), "notes", new { notes = "off" });
        var days = (await Diary.OkAsync(diary.Client.GetAsync("/api/v1/journal?from=2026-03-01&to=2026-03-31"))).GetProperty("days").EnumerateArray().ToArray();
        days.Select(day => day.GetProperty("state").GetString()).ShouldBe(["final", "none"]);
        days[0].GetProperty("lead").GetString().ShouldBe("I worked 1 h between 09:00 and 10:00.");
        (await Diary.ProblemAsync(diary.Client.GetAsync("/api/v1/journal?from=2026-03-31&to=2026-03-01"))).Slug.ShouldBe("validation");
    }

    [Fact]
    public async Task A_standup_tells_the_last_worked_day_what_is_in_progress_and_what_blocks()
    {
        var diary = await OpenAsync();
        var project = await diary.ProjectAsync("Quay");
        var task = await diary.TaskAsync(project, "ENG-41", "Rate limits");
        var blocked = await diary.TaskAsync(project, "ENG-42", "Webhooks", "blocked");
        await diary.RecordAsync([Day], [Work(9, 11, project, task), Work(11, 12, project, blocked)]);
        await diary.PutAsync(Day, "notes", new { notes = "- Blocker: keys for staging\nnothing else" });
        var standup = await Diary.OkAsync(diary.Client.GetAsync("/api/v1/standup?date=2026-03-06"));
        standup.GetProperty("text").GetString().ShouldBe("""
            Last worked day
            Wednesday, 4 March: 3 h. In Quay I worked on ENG-41 Rate limits (2 h) and ENG-42 Webhooks (1 h).

            Today
            In progress: ENG-41 Rate limits.

            Blockers
            keys for staging Blocked: ENG-42 Webhooks.
            """.ReplaceLineEndings("\n"));
        var empty = await Diary.OkAsync(diary.Client.GetAsync("/api/v1/standup?date=2026-01-06&locale=hi"));
        empty.GetProperty("text").GetString()!.ShouldContain("पिछले दो सप्ताह में कोई कार्यदिवस नहीं मिला।");
        (await Diary.ProblemAsync(diary.Client.GetAsync("/api/v1/standup?locale=tlh"))).Slug.ShouldBe("validation");
    }

    [Fact]
    public async Task A_week_adds_its_days_up()
    {
        var diary = await OpenAsync();
        var project = await diary.ProjectAsync("Marina");
        await diary.RecordAsync([Day, Day.AddDays(1)], [Work(9, 11, project), new Stretch(Diary.At(Day.AddDays(1), 9), Diary.At(Day.AddDays(1), 12), Project: project)]);
        var week = await Diary.OkAsync(diary.Client.GetAsync("/api/v1/weeks/2026-W10"));
        week.GetProperty("total_ms").GetInt64().ShouldBe(5 * 3_600_000);
        week.GetProperty("text").GetString()!.ShouldStartWith("I worked 5 h on 2 days. All of it went into Marina. The longest day was Thursday, 5 March with 3 h.");
        week.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("total_ms").GetInt64()).ShouldBe(5 * 3_600_000);
        (await Diary.ProblemAsync(diary.Client.GetAsync("/api/v1/weeks/2026-W54"))).Slug.ShouldBe("validation");
    }

    [Fact]
    public async Task Nobody_reads_another_persons_journal()
    {
        var diary = await OpenAsync();
        await diary.RecordAsync([Day], [Work(9, 10)]);
        var other = await OpenAsync();
        (await other.DayAsync(Day)).GetProperty("state").GetString().ShouldBe("none");
    }

    private Task<Diary> OpenAsync() => Diary.OpenAsync(host.App, host.Owner);

    private static Stretch Work(int from, int to, Guid? project = null, Guid? task = null) =>
        new(Diary.At(Day, from), Diary.At(Day, to), Project: project, Task: task);

    private sealed class Databases : IAsyncDisposable
    {
        private readonly PostgresFixture fixture = new();

        public async Task<string> MakeAsync()
        {
            await fixture.InitializeAsync();
            return fixture.ConnectionString;
        }

        public ValueTask DisposeAsync() => fixture.DisposeAsync();
    }
}
