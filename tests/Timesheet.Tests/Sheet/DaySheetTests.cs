using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;
using Daybook.Timesheet.Sheet;
using Daybook.Timesheet.Tests.Reconcile;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Sheet;

public sealed class DaySheetTests
{
    private const long Hour = 3_600_000;
    private static readonly DayClock Utc = DayClock.TryCreate("Etc/UTC", TimeSpan.Zero)!;

    [Fact]
    public void Every_kind_and_status_has_its_bucket()
    {
        var derived = Derived(
            Block(1, 0, 60, project: Project), Block(2, 60, 120), Block(3, 120, 180, BlockKind.Neutral), Block(4, 180, 240, BlockKind.Personal),
            Block(5, 240, 300, BlockKind.Private), Block(6, 300, 360, BlockKind.Idle), Block(7, 360, 660));
        var reviewed = new[]
        {
            Reviewed(EntryStatus.Confirmed, 360, 420), Reviewed(EntryStatus.Corrected, 420, 480), Reviewed(EntryStatus.Dismissed, 480, 540),
            Reviewed(EntryStatus.Manual, 540, 600), Reviewed(EntryStatus.Manual, 700, 730), Reviewed(EntryStatus.Manual, 0, 60, Guid.CreateVersion7(), EntryLane.Parallel),
        };

        var day = Sheet(After(derived, reviewed), derived.ObservedMs).ShouldHaveSingleItem();

        day.Buckets.ShouldBe(new Buckets(
            InferredMs: Hour, ConfirmedMs: Hour, CorrectedMs: Hour, ManualMs: Hour + Hour / 2, UnattributedMs: 3 * Hour,
            PersonalMs: 2 * Hour, IdleMs: Hour, DismissedMs: Hour, ObservedMs: 11 * Hour, OutsideMs: Hour / 2));
        day.Buckets.Total().ShouldBe(7 * Hour + Hour / 2);
        day.ParallelMs.ShouldBe(Hour);
        day.Shown.ShouldNotContain(part => part.Entry.Label.Kind == BlockKind.Idle);
    }

    [Fact]
    public void Confirmed_personal_time_stays_personal()
    {
        var personal = Reviewed(EntryStatus.Confirmed, 0, 60);
        personal = personal with { State = personal.State with { Label = personal.Label with { Kind = BlockKind.Personal } } };

        Sheet([personal], Hour)[0].Buckets.PersonalMs.ShouldBe(Hour);
    }

    [Fact]
    public void An_entry_across_midnight_has_a_part_in_each_day()
    {
        var night = Reviewed(EntryStatus.Manual, 1410, 1455);

        var days = DaySheet.Of(new DateRange(Date.AddDays(-1), Date.AddDays(2)), Utc, new EntrySnapshot([night], new Dictionary<DateOnly, long>()));

        days.Select(day => day.Buckets.ManualMs).ShouldBe([0, 30 * 60_000, 15 * 60_000, 0]);
        days.SelectMany(day => day.Shown).Select(part => part.Entry.Id).Distinct().ShouldBe([night.Id]);
    }

    [Fact]
    public void A_day_nothing_is_known_of_is_empty() =>
        Sheet([], 0).ShouldHaveSingleItem().Buckets.ShouldBe(new Buckets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    [Fact]
    public void The_sums_of_the_days_are_the_sum_of_the_range_whatever_the_zone() =>
        Prop.ForAll(Scenario.Any(), scenario =>
        {
            var difference = Reconciler.Reconcile(User, scenario.Day, scenario.Derived, scenario.Reviewed);
            var rows = scenario.Reviewed.Apply(difference);
            var clock = DayClock.TryCreate(scenario.Zone, TimeSpan.Zero)!;
            var range = new DateRange(scenario.Date.AddDays(-2), scenario.Date.AddDays(2));
            var days = DaySheet.Of(range, clock, new EntrySnapshot(rows, new Dictionary<DateOnly, long> { [scenario.Date] = difference.ObservedMs }));

            days.Sum(Sum).ShouldBe(rows.Sum(row => row.Stretch.LengthMs));
            days.Single(day => day.Date == scenario.Date).Buckets.OutsideMs.ShouldBe(difference.OutsideMs);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static IReadOnlyList<DaySheet> Sheet(IReadOnlyList<TimeEntry> rows, long observedMs) =>
        DaySheet.Of(new DateRange(Date, Date), Utc, new EntrySnapshot(rows, new Dictionary<DateOnly, long> { [Date] = observedMs }));

    private static long Sum(DaySheet day) => day.Buckets.ObservedMs + day.Buckets.OutsideMs;
}
