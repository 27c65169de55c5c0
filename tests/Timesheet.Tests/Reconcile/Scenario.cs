using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using FsCheck;
using FsCheck.Fluent;

namespace Daybook.Timesheet.Tests.Reconcile;

/// <summary>A random day: its blocks, an earlier and shorter state of them, and what the person reviewed.</summary>
public sealed record Scenario(string Zone, DateOnly Date, int[] Lengths, int[] Gaps, int[] Labels, int[] Reviews, int Seed)
{
    // 23, 24 and 25 hours, a half-hour shift, and a zone that skipped midnight.
    private static readonly (string Zone, DateOnly Date)[] Calendar =
    [
        ("Etc/UTC", new(2026, 11, 20)), ("Europe/Berlin", new(2026, 3, 29)), ("Europe/Berlin", new(2026, 10, 25)),
        ("Australia/Lord_Howe", new(2026, 4, 5)), ("America/Sao_Paulo", new(2018, 11, 4)), ("Asia/Kolkata", new(2026, 11, 20)),
    ];

    internal LocalDay Day => Days.DayIn(Zone, Date);

    internal DayBlocks Derived => Blocks(Lengths.Length);

    /// <summary>The day as it looked earlier: fewer blocks, the last of them shorter.</summary>
    internal DayBlocks Earlier
    {
        get
        {
            var blocks = Blocks((Lengths.Length + 1) / 2).Blocks.ToList();
            if (blocks.Count > 0) blocks[^1] = blocks[^1] with { EndMs = blocks[^1].StartMs + Math.Max(1, blocks[^1].DurationMs / 2) };
            return new DayBlocks(Date, blocks.Sum(block => block.DurationMs), blocks);
        }
    }

    /// <summary>Disjoint reviewed and manual entries, over blocks, gaps and both edges of the day.</summary>
    internal IReadOnlyList<TimeEntry> Reviewed
    {
        get
        {
            var rows = new List<TimeEntry>();
            var at = Day.Start.ToUnixTimeMilliseconds() - 600_000;
            var last = Day.End.ToUnixTimeMilliseconds() + 600_000;
            for (var i = 0; i + 1 < Reviews.Length; i += 2)
            {
                var start = at + Reviews[i];
                var end = Math.Min(start + Reviews[i + 1] + 1, last);
                if (end <= start) break;
                var status = (EntryStatus)(1 + Reviews[i] % 4);
                var label = new EntryLabel(BlockKind.Work, "Development", null, null, "", 1, LabelStage.User, []);
                rows.Add(new TimeEntry(Days.User, new Guid(i, 9, 9, [0, 0, 0, 0, 0, 0, 0, 0]), Date, EntryLane.Primary, null,
                    new EntryState(status, start, end, label, end), null));
                at = end;
            }

            return rows;
        }
    }

    private DayBlocks Blocks(int count)
    {
        var blocks = new List<Block>();
        var at = Day.Start.ToUnixTimeMilliseconds();
        var last = Day.End.ToUnixTimeMilliseconds();
        for (var i = 0; i < count; i++)
        {
            var start = at + Gaps[i];
            var end = Math.Min(start + Lengths[i], last);
            if (end <= start) break;
            blocks.Add(new Block(
                Days.Key(i + 1), start, end, (BlockKind)(Labels[i] % 5), "Category" + Labels[i] % 3, Labels[i] % 2 == 0 ? Days.Project : null, null, "", 0.5,
                LabelStage.Evidence, [], []));
            at = end;
        }

        return new DayBlocks(Date, blocks.Sum(block => block.DurationMs), blocks);
    }

    public static Arbitrary<Scenario> Any() => (
        from count in Gen.Choose(0, 30)
        from calendar in Gen.Elements(Calendar)
        from lengths in Gen.Choose(1, 9_000_000).ArrayOf(count)
        from gaps in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 3_000_000))).ArrayOf(count)
        from labels in Gen.Choose(0, 1000).ArrayOf(count)
        from holes in Gen.Choose(0, 8)
        from reviews in Gen.Choose(0, 12_000_000).ArrayOf(holes * 2)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Scenario(calendar.Zone, calendar.Date, lengths, gaps, labels, reviews, seed)).ToArbitrary();
}
