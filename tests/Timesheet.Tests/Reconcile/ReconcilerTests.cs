using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Reconcile;

public sealed class ReconcilerTests
{
    [Fact]
    public void Each_block_becomes_one_entry_and_a_second_run_changes_nothing()
    {
        var derived = Derived(Block(1, 540, 600), Block(2, 600, 615, BlockKind.Idle), Block(3, 615, 700, project: Project));

        var rows = After(derived);

        Inferred(rows).ShouldBe([(540, 600), (600, 615), (615, 700)]);
        rows[2].Label.ProjectId.ShouldBe(Project);
        rows[2].BlockKey.ShouldBe(Key(3));
        Difference(derived, rows).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_growing_block_keeps_its_entrys_id()
    {
        var rows = After(Derived(Block(1, 540, 600)));

        var grown = After(Derived(Block(1, 530, 660)), rows);

        grown.ShouldHaveSingleItem().Id.ShouldBe(rows[0].Id);
        Inferred(grown).ShouldBe([(530, 660)]);
    }

    [Theory]
    [InlineData(nameof(EntryStatus.Manual))]
    [InlineData(nameof(EntryStatus.Confirmed))]
    [InlineData(nameof(EntryStatus.Corrected))]
    [InlineData(nameof(EntryStatus.Dismissed))]
    public void Reviewed_time_is_carved_out_of_blocks_and_does_not_move(string status)
    {
        var rows = After(Derived(Block(1, 540, 600)));
        var reviewed = Reviewed(Enum.Parse<EntryStatus>(status), 550, 560);

        var carved = After(Derived(Block(1, 540, 600)), [.. rows, reviewed]);

        Inferred(carved).ShouldBe([(540, 550), (560, 600)]);
        carved.ShouldContain(reviewed);
        carved.Single(row => row.StartMs == At(560)).Id.ShouldBe(rows[0].Id, "the longer piece continues the entry");
    }

    [Fact]
    public void Pieces_of_a_split_block_keep_their_ids_while_it_grows_and_become_one_again_when_the_hole_goes()
    {
        var manual = Reviewed(EntryStatus.Manual, 550, 560);
        var split = After(Derived(Block(1, 540, 600)), [manual]);
        var ids = split.Where(row => row.IsInferred).Select(row => row.Id).ToArray();

        var grown = After(Derived(Block(1, 540, 630)), split);
        grown.Where(row => row.IsInferred).Select(row => row.Id).ShouldBe(ids);

        var whole = After(Derived(Block(1, 540, 630)), [.. grown.Where(row => row.IsInferred)]);
        Inferred(whole).ShouldBe([(540, 630)]);
        whole[0].Id.ShouldBe(ids[1]);
    }

    [Fact]
    public void Growth_after_a_confirmation_is_a_new_entry_with_a_name_of_its_own()
    {
        var first = After(Derived(Block(1, 540, 600)))[0];
        var confirmed = first with { State = first.State with { Status = EntryStatus.Confirmed, ReviewedMs = At(600) }, Previous = first.State };

        var rows = After(Derived(Block(1, 540, 620)), [confirmed]);

        Inferred(rows).ShouldBe([(600, 620)]);
        rows.Select(row => row.Id).Distinct().Count().ShouldBe(2);
        rows.ShouldContain(confirmed);
    }

    [Fact]
    public void A_relabelled_block_is_a_new_entry_so_that_nobody_confirms_what_was_not_shown()
    {
        var rows = After(Derived(Block(1, 540, 600)));

        var relabelled = After(Derived(Block(2, 540, 600, project: Project)), rows);

        relabelled.ShouldHaveSingleItem().Id.ShouldNotBe(rows[0].Id);
    }

    [Fact]
    public void A_block_that_was_only_named_anew_keeps_its_entry()
    {
        var rows = After(Derived(Block(1, 540, 600)));

        var renamed = After(Derived(Block(9, 520, 600)), rows);

        renamed.ShouldHaveSingleItem().Id.ShouldBe(rows[0].Id);
        renamed[0].BlockKey.ShouldBe(Key(9));
    }

    [Fact]
    public void Dismissed_time_is_not_proposed_again()
    {
        var dismissed = Reviewed(EntryStatus.Dismissed, 540, 600);

        After(Derived(Block(1, 540, 600)), [dismissed]).ShouldBe([dismissed]);
    }

    [Fact]
    public void Parallel_entries_carve_nothing()
    {
        var parallel = Reviewed(EntryStatus.Manual, 550, 560, lane: EntryLane.Parallel);

        Inferred(After(Derived(Block(1, 540, 600)), [parallel])).ShouldBe([(540, 600)]);
    }

    [Fact]
    public void Reviewed_time_where_nothing_was_observed_is_counted_as_outside()
    {
        var difference = Difference(Derived(Block(1, 540, 600)), [Reviewed(EntryStatus.Manual, 590, 620)]);

        difference.ObservedMs.ShouldBe(60 * 60_000);
        difference.OutsideMs.ShouldBe(20 * 60_000);
    }

    [Fact]
    public void A_manual_entry_across_midnight_carves_both_days()
    {
        var night = Reviewed(EntryStatus.Manual, 1430, 1450);
        var next = DayIn("Etc/UTC", Date.AddDays(1));
        var morning = new Block(Key(5), At(1440), At(1500), BlockKind.Work, "Development", null, null, "", 0.9, LabelStage.Rule, [], []);

        Inferred(After(Derived(Block(1, 1400, 1440)), [night])).ShouldBe([(1400, 1430)]);
        var second = Reconciler.Reconcile(User, next, new DayBlocks(next.Date, morning.DurationMs, [morning]), [night]);
        Inferred(second.Write).ShouldBe([(1450, 1500)]);
    }

    [Fact]
    public void A_day_without_blocks_loses_its_inferred_entries_and_keeps_the_rest()
    {
        var confirmed = Reviewed(EntryStatus.Confirmed, 700, 720);
        var rows = After(Derived(Block(1, 540, 600)), [confirmed]);

        After(Derived(), rows).ShouldBe([confirmed]);
    }

    [Fact]
    public void Overlapping_blocks_are_refused()
    {
        var derived = Derived(Block(1, 540, 600), Block(2, 590, 620));

        Should.Throw<ConservationException>(() => Difference(derived, [])).Message.ShouldContain("2026-11-20");
    }

    [Fact]
    public void Blocks_that_are_not_the_observed_time_are_refused()
    {
        var derived = Derived(Block(1, 540, 600)) with { ObservedMs = 61 * 60_000 };

        Should.Throw<ConservationException>(() => Difference(derived, []));
    }

    [Fact]
    public void Blocks_and_entries_of_an_older_zone_do_not_reach_over_the_edge_of_the_day()
    {
        var stale = Days.Reviewed(EntryStatus.Inferred, 1430, 1470) with { Day = Date.AddDays(1) };

        var difference = Difference(Derived(Block(1, -30, 60), Block(2, 1420, 1500)), [stale]);

        Inferred(difference.Write).ShouldBe([(0, 60), (1420, 1440)]);
        difference.ObservedMs.ShouldBe(80 * 60_000);
        difference.Remove.ShouldBe([stale.Id]);
    }
}
