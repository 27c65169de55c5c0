using Daybook.Enrichment.Contracts;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Rules;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Signals;

public sealed class RuleTests
{
    private const int Start = 29_000_160; // a midnight, in minutes
    private static readonly DateOnly Date = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Start * 60L).UtcDateTime);
    private static readonly Minutes[] NineToFive = [new(Start + 540, Start + 1020)];

    [Fact]
    public void Changes_count_against_the_persons_own_four_weeks_and_are_left_later_than_entered()
    {
        // 36 stretches of four minutes: 35 changes in 2.4 hours, 14.6 an hour.
        var day = Of(Stretches(540, 36, 4, 6));
        Find(day, Kinds.ContextSwitching).ShouldBeNull("there is no baseline");
        var known = day with { Before = Baseline(6, 10) };
        Find(known, Kinds.ContextSwitching).ShouldNotBeNull().Numbers["value"].ShouldBe(14.58);
        Find(day with { Before = Baseline(4, 10) }, Kinds.ContextSwitching).ShouldBeNull("four days are no baseline");
        var used = day with { Before = Baseline(6, 17) };
        Find(used, Kinds.ContextSwitching).ShouldBeNull("this person always changes that often");
        Find(used, Kinds.ContextSwitching, Kinds.ContextSwitching).ShouldNotBeNull("what holds is left below four fifths of the bound");
    }

    [Fact]
    public void A_moment_is_neither_a_run_nor_a_change()
    {
        var picture = Of(Enumerable.Range(0, 100).Select(i => Work(540 + i * 2, 541 + i * 2, i % 2)).Concat([Work(740, 800, 3)])).Picture;
        picture.Runs.Count.ShouldBe(1);
        picture.PresentMinutes.ShouldBe(160);
    }

    [Fact]
    public void To_and_fro_needs_six_changes_within_half_an_hour()
    {
        Find(Of(Stretches(540, 7, 3, 2)), Kinds.PingPong).ShouldNotBeNull().Numbers["value"].ShouldBe(6);
        Find(Of(Stretches(540, 6, 3, 2)), Kinds.PingPong).ShouldBeNull();
        Find(Of(Stretches(540, 6, 3, 2)), Kinds.PingPong, Kinds.PingPong).ShouldNotBeNull("it is left below three");
        Find(Of(Stretches(540, 7, 3, 3)), Kinds.PingPong).ShouldBeNull("three things in a row are no pair");
        Find(Of(Stretches(540, 7, 12, 2)), Kinds.PingPong).ShouldBeNull("too slow");
    }

    [Fact]
    public void Pieces_of_work_are_fragmented_and_one_long_piece_is_not()
    {
        var broken = Find(Of(Stretches(540, 30, 5, 3)), Kinds.FragmentedFocus).ShouldNotBeNull();
        (broken.Numbers["run_minutes"], broken.Numbers["value"], broken.Band).ShouldBe((5, 0.8, 3));
        Find(Of([Work(540, 700, 1)]), Kinds.FragmentedFocus).ShouldBeNull();
        Find(Of(Stretches(540, 20, 5, 3)), Kinds.FragmentedFocus).ShouldBeNull("less than two hours");
        Find(Of([Work(540, 565, 1), Work(566, 600, 1)]), Kinds.FocusBlocks).ShouldNotBeNull().Numbers["minutes"].ShouldBe(60);
    }

    [Fact]
    public void Meetings_must_be_half_of_the_hours_and_three_hours()
    {
        Find(Of([Call(540, 730), Work(730, 900, 1)]), Kinds.MeetingLoad).ShouldNotBeNull().Numbers["meeting_minutes"].ShouldBe(190);
        Find(Of([Call(540, 710), Work(710, 860, 1)]), Kinds.MeetingLoad).ShouldBeNull("not three hours");
        Find(Of([Call(540, 730), Work(730, 930, 1)]), Kinds.MeetingLoad).ShouldBeNull("not half");
        Find(Of([Call(540, 730), Work(730, 930, 1)]), Kinds.MeetingLoad, Kinds.MeetingLoad).ShouldNotBeNull("left below two fifths");
        Find(Of([Call(1100, 1290), Work(1290, 1400, 1)]), Kinds.MeetingLoad).ShouldBeNull("outside one's hours");
        Find(Of([Call(540, 560), Call(585, 600), Call(620, 640), Call(660, 680)]), Kinds.MeetingGaps).ShouldNotBeNull().Numbers["value"].ShouldBe(65);
    }

    [Fact]
    public void A_day_off_has_no_hours_so_all_work_is_outside_them_and_nothing_is_missing()
    {
        var day = Of([Work(600, 700, 1)]) with { Schedule = [] };
        Find(day, Kinds.AfterHours).ShouldNotBeNull().Numbers["value"].ShouldBe(100);
        Find(day, Kinds.CaptureGap).ShouldBeNull();
        Find(day with { HasSchedule = false }, Kinds.AfterHours).ShouldBeNull("nobody said what their hours are");
    }

    [Fact]
    public void A_night_shorter_than_eleven_hours_is_told_only_where_both_days_are_known()
    {
        var day = Of([Work(480, 600, 1)]);
        Find(day, Kinds.ShortRest).ShouldBeNull();
        Find(day with { Before = [Measure(1, last: Start - 60)] }, Kinds.ShortRest).ShouldNotBeNull().Numbers["value"].ShouldBe(540);
        Find(day with { Before = [Measure(1, last: Start - 180)] }, Kinds.ShortRest).ShouldBeNull();
        Find(day with { Before = [Measure(2, last: Start - 60)] }, Kinds.ShortRest).ShouldBeNull("that was another night");
    }

    [Fact]
    public void A_streak_is_told_only_to_whoever_asked()
    {
        var day = Of([Work(540, 600, 1), Call(603, 650)]);
        Find(day, Kinds.LongStreak).ShouldBeNull();
        var asked = day with { Asked = [Kinds.LongStreak] };
        Find(asked, Kinds.LongStreak).ShouldNotBeNull().Numbers["value"].ShouldBe(110);
        var near = new Standing(new HashSet<string>([$"long_streak:7:day:{Start + 536}"], StringComparer.Ordinal));
        SignalRules.Of(asked, near).Single(finding => finding.Kind == Kinds.LongStreak).Window.ShouldBe($"{Start + 536}", "the same streak, seen a little earlier");
    }

    [Fact]
    public void Six_hours_without_twenty_minutes_need_a_meal()
    {
        Find(Of([Work(540, 720, 1), Work(735, 910, 2)]), Kinds.NoMealBreak).ShouldNotBeNull().Numbers["value"].ShouldBe(370);
        Find(Of([Work(540, 720, 1), Work(740, 910, 2)]), Kinds.NoMealBreak).ShouldBeNull();
    }

    [Fact]
    public void Seven_days_against_the_target_and_against_48_hours()
    {
        var before = Enumerable.Range(1, 4).Select(ago => Measure(ago, work: 540, target: 480)).Reverse().ToArray();
        var day = Of([Work(540, 1080, 1)]) with { Before = before, TargetMinutes = 480 };
        Find(day, Kinds.Overwork).ShouldNotBeNull().Numbers["target_minutes"].ShouldBe(2400);
        Find(day with { Before = before[2..] }, Kinds.Overwork).ShouldBeNull("three days are no week");
        Find(day with { Before = [.. before.Select(known => known with { WorkMinutes = 480 })], WorkMinutes = 490 }, Kinds.Overwork).ShouldBeNull();
        Find(day with { Before = [.. before.Select(known => known with { TargetMinutes = null, WorkMinutes = 600 })], TargetMinutes = null }, Kinds.Overwork).ShouldNotBeNull("48 h, whatever was agreed")
            .Band.ShouldBe(2);
    }

    [Fact]
    public void A_share_of_open_time_and_gaps_of_a_day_that_is_over()
    {
        var day = Of([Work(540, 700, 1), Web(700, 780)]);
        Find(day, Kinds.UnattributedShare).ShouldNotBeNull().Numbers["value"].ShouldBe(0.33);
        Find(day, Kinds.CaptureGap).ShouldNotBeNull().Numbers["value"].ShouldBe(240);
        Find(day with { Closed = false }, Kinds.CaptureGap).ShouldBeNull();
        Find(day with { Told = [new(Start + 780, Start + 1000)] }, Kinds.CaptureGap).ShouldBeNull("the person wrote it in");
        Find(Of([Work(540, 720, 1), Work(780, 1020, 1)]), Kinds.CaptureGap).ShouldBeNull("a meal is no gap");
    }

    [Fact]
    public void An_overrun_is_told_once_for_each_band()
    {
        var task = new Guid(1, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);
        var day = Of([Work(540, 600, 1)]) with { Estimates = [new TaskEstimate(task, 160, 100)] };
        Find(day, Kinds.EstimateOverrun).ShouldNotBeNull().Key(7).ShouldBe($"estimate_overrun:7:{task}:band-2");
        Find(day with { Estimates = [new TaskEstimate(task, 99, 100)] }, Kinds.EstimateOverrun).ShouldBeNull();
        var slipped = Find(day with { Estimates = [new TaskEstimate(task, 110, 100) { StandingBand = 2 }] }, Kinds.EstimateOverrun).ShouldNotBeNull();
        (slipped.Band, slipped.Numbers["value"]).ShouldBe((2, 1.1), "a band that was told is not told again from below");
        Find(day with { Estimates = [new TaskEstimate(task, 99, 100) { StandingBand = 2 }] }, Kinds.EstimateOverrun).ShouldBeNull();
    }

    [Fact]
    public void A_week_is_judged_at_its_end()
    {
        var sunday = Date.AddDays(7 - (int)Date.DayOfWeek);
        var before = Enumerable.Range(1, 6).Select(ago => new DayMeasure(sunday.AddDays(-ago), 400, ago < 3 ? 240 : 0, null, null, 480, true)).Reverse().ToArray();
        var day = Of([]) with { Day = sunday, Before = before, Schedule = [] };
        Find(day, Kinds.AfterHours).ShouldNotBeNull().Key(7).ShouldBe($"after_hours:7:week:{day.Week}");
        Find(day with { Closed = false }, Kinds.AfterHours).ShouldBeNull();
        Find(day with { Day = sunday.AddDays(-1) }, Kinds.AfterHours).ShouldBeNull();
    }

    [Fact]
    public void Private_and_personal_time_stands_behind_nothing()
    {
        var hidden = Block(540, 700, BlockKind.Personal, "personal", null);
        var findings = SignalRules.Of(Of([hidden, Block(700, 760, BlockKind.Private, "private", null), Web(760, 1000)]), Standing.None);
        findings.SelectMany(finding => finding.Blocks).ShouldNotContain(hidden.Key);
        findings.ShouldNotBeEmpty();
    }

    private static Finding? Find(SignalDay day, string kind, params string[] standing) =>
        SignalRules.Of(day, new Standing(standing.Select(name => $"{name}:7:day:{day.Date}").ToHashSet(StringComparer.Ordinal))).SingleOrDefault(finding => finding.Kind == kind);

    private static SignalDay Of(IEnumerable<Block> blocks) => new(7, Date, DayPicture.Of([.. blocks]), NineToFive, true, [], [], true);

    private static IEnumerable<Block> Stretches(int from, int count, int length, int things) =>
        Enumerable.Range(0, count).Select(i => Work(from + i * length, from + (i + 1) * length, i % things));

    private static DayMeasure[] Baseline(int days, double rate) => [.. Enumerable.Range(1, days).Select(ago => Measure(ago) with { SwitchRate = rate }).Reverse()];

    private static DayMeasure Measure(int ago, int? last = null, int work = 400, int? target = null) => new(Date.AddDays(-ago), work, 0, null, last, target, true);

    private static Block Work(int from, int to, int project) => Block(from, to, BlockKind.Work, "work/code", new Guid(project + 1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));

    private static Block Call(int from, int to) => Block(from, to, BlockKind.Work, "work/meeting", null);

    private static Block Web(int from, int to) => Block(from, to, BlockKind.Neutral, "work/web", null);

    private static Block Block(int from, int to, BlockKind kind, string category, Guid? project) => new(
        Guid.CreateVersion7(), (Start + from) * 60_000L, (Start + to) * 60_000L, kind, category, project, null, "", 0.9, LabelStage.Evidence, [], []);
}
