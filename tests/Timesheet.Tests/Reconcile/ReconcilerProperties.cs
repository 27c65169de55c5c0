using System.Text.Json;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Timesheet.Tests.Reconcile;

public sealed class ReconcilerProperties
{
    [Fact]
    public void Observed_time_and_time_outside_it_are_exactly_the_sum_of_all_entries() => Holds(day =>
    {
        var difference = Reconcile(day, day.Reviewed);
        var rows = day.Reviewed.Apply(difference);

        var window = Window(day);
        rows.Sum(row => row.Stretch.Clip(window).LengthMs).ShouldBe(difference.ObservedMs + difference.OutsideMs);
        difference.ObservedMs.ShouldBe(day.Derived.ObservedMs);
    });

    [Fact]
    public void No_two_entries_share_a_millisecond_and_none_leaves_the_day() => Holds(day =>
    {
        var rows = day.Reviewed.Apply(Reconcile(day, day.Reviewed));

        for (var i = 1; i < rows.Count; i++) rows[i].StartMs.ShouldBeGreaterThanOrEqualTo(rows[i - 1].EndMs);
        var window = Window(day);
        rows.Where(row => row.IsInferred).ShouldAllBe(row => row.StartMs >= window.StartMs && row.EndMs <= window.EndMs && row.EndMs > row.StartMs);
    });

    [Fact]
    public void Every_inferred_millisecond_says_what_its_block_says() => Holds(day =>
    {
        var rows = day.Reviewed.Apply(Reconcile(day, day.Reviewed)).Where(row => row.IsInferred);

        var blocks = day.Derived.Blocks.ToDictionary(block => block.Key);
        rows.ShouldAllBe(row => blocks[row.BlockKey!.Value].StartMs <= row.StartMs && blocks[row.BlockKey.Value].EndMs >= row.EndMs
            && row.Label.Equals(EntryLabel.Of(blocks[row.BlockKey.Value])));
    });

    [Fact]
    public void Reviewed_entries_never_move() => Holds(day =>
    {
        var difference = Reconcile(day, day.Reviewed);

        var reviewed = day.Reviewed.Select(row => row.Id).ToHashSet();
        difference.Write.ShouldAllBe(row => !reviewed.Contains(row.Id));
        difference.Remove.ShouldAllBe(id => !reviewed.Contains(id));
    });

    [Fact]
    public void The_same_inputs_give_the_same_bytes_in_whatever_order_they_come() => Holds(day =>
    {
        var rows = day.Reviewed.Apply(Reconciler.Reconcile(Days.User, day.Day, day.Earlier, day.Reviewed));
        var random = new Random(day.Seed);
        var shuffledRows = rows.ToArray();
        random.Shuffle(shuffledRows);
        var shuffledBlocks = day.Derived.Blocks.ToArray();
        random.Shuffle(shuffledBlocks);

        var one = JsonSerializer.SerializeToUtf8Bytes(Reconcile(day, rows));
        var other = JsonSerializer.SerializeToUtf8Bytes(Reconciler.Reconcile(Days.User, day.Day, day.Derived with { Blocks = shuffledBlocks }, shuffledRows));

        other.ShouldBe(one);
    });

    [Fact]
    public void Deriving_again_changes_nothing() => Holds(day =>
        Reconcile(day, day.Reviewed.Apply(Reconcile(day, day.Reviewed))).IsEmpty.ShouldBeTrue());

    [Fact]
    public void A_day_that_grew_in_steps_ends_in_the_same_entries_as_one_that_came_whole() => Holds(day =>
    {
        var early = day.Reviewed.Apply(Reconciler.Reconcile(Days.User, day.Day, day.Earlier, day.Reviewed));
        var late = early.Apply(Reconcile(day, early));
        var whole = day.Reviewed.Apply(Reconcile(day, day.Reviewed));

        late.Select(Content).ShouldBe(whole.Select(Content));
    });

    [Fact]
    public void Entries_keep_their_ids_while_their_blocks_grow() => Holds(day =>
    {
        var early = day.Reviewed.Apply(Reconciler.Reconcile(Days.User, day.Day, day.Earlier, day.Reviewed));
        var late = early.Apply(Reconcile(day, early));

        // Blocks only grew, so each entry that there was is still there, and holds at least what it held.
        foreach (var row in early) late.Single(other => other.Id == row.Id).Stretch.OverlapMs(row.Stretch).ShouldBe(row.Stretch.LengthMs);
    });

    [Fact]
    public void Reviewing_later_or_earlier_ends_in_the_same_inferred_time() => Holds(day =>
    {
        var before = new List<TimeEntry>().Apply(Reconcile(day, []));
        var carved = before.Concat(day.Reviewed).ToList();
        var after = carved.Apply(Reconcile(day, carved));

        after.Select(Content).ShouldBe(day.Reviewed.Apply(Reconcile(day, day.Reviewed)).Select(Content));
    });

    [Fact]
    public void No_name_is_used_twice() => Holds(day =>
    {
        // Confirm every second entry of the earlier day; the rest of the day comes afterwards.
        var early = day.Reviewed.Apply(Reconciler.Reconcile(Days.User, day.Day, day.Earlier, day.Reviewed));
        var rows = early.Select((row, i) => row.IsInferred && i % 2 == 0 ? row with { State = row.State with { Status = EntryStatus.Confirmed } } : row).ToArray();
        var difference = Reconcile(day, rows);

        var confirmed = rows.Where(row => row.IsImmovable).Select(row => row.Id).ToHashSet();
        difference.Write.ShouldAllBe(row => !confirmed.Contains(row.Id));
        difference.Write.Select(row => row.Id).Distinct().Count().ShouldBe(difference.Write.Count);
    });

    private static DayDifference Reconcile(Scenario day, IReadOnlyCollection<TimeEntry> rows) =>
        Reconciler.Reconcile(Days.User, day.Day, day.Derived, rows);

    private static Stretch Window(Scenario day) => new(day.Day.Start.ToUnixTimeMilliseconds(), day.Day.End.ToUnixTimeMilliseconds());

    private static (long, long, EntryStatus, EntryLabel, Guid?) Content(TimeEntry row) => (row.StartMs, row.EndMs, row.Status, row.Label, row.BlockKey);

    private static void Holds(Action<Scenario> property) =>
        Prop.ForAll(Scenario.Any(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
