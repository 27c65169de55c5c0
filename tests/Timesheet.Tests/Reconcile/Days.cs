using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;

namespace Daybook.Timesheet.Tests.Reconcile;

/// <summary>Days, blocks and entries in minutes of a UTC day, short enough to read a test by.</summary>
internal static class Days
{
    public const int User = 7;
    public static readonly DateOnly Date = new(2026, 11, 20);
    public static readonly LocalDay Day = DayIn("Etc/UTC", Date);
    public static readonly Guid Project = new("00000000-0000-0000-0000-0000000000aa");

    public static LocalDay DayIn(string zone, DateOnly date) => DayClock.TryCreate(zone, TimeSpan.Zero)!.Of(date);

    public static long At(int minute) => Day.Start.ToUnixTimeMilliseconds() + minute * 60_000L;

    public static Guid Key(int number) => new(number, 1, 1, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static Block Block(int key, int from, int to, BlockKind kind = BlockKind.Work, Guid? project = null, string description = "") =>
        new(Key(key), At(from), At(to), kind, "Development", project, null, description, 0.9, LabelStage.Rule, [new Evidence("app", "editor")], []);

    public static DayBlocks Derived(params Block[] blocks) => new(Date, blocks.Sum(block => block.DurationMs), blocks);

    public static TimeEntry Reviewed(EntryStatus status, int from, int to, Guid? id = null, EntryLane lane = EntryLane.Primary) =>
        new(User, id ?? new Guid(from, 2, 2, [0, 0, 0, 0, 0, 0, 0, 0]), Date, lane, null,
            new EntryState(status, At(from), At(to), EntryLabel.Of(Block(0, from, to)), At(to)), null);

    /// <summary>What the table holds after the difference is written.</summary>
    public static List<TimeEntry> Apply(this IEnumerable<TimeEntry> rows, DayDifference difference)
    {
        var table = rows.ToDictionary(row => row.Id);
        foreach (var id in difference.Remove) table.Remove(id);
        foreach (var row in difference.Write) table[row.Id] = row;
        return [.. table.Values.OrderBy(row => row.StartMs).ThenBy(row => row.Id)];
    }

    public static DayDifference Difference(DayBlocks derived, IReadOnlyCollection<TimeEntry> rows) => Reconciler.Reconcile(User, Day, derived, rows);

    public static List<TimeEntry> After(DayBlocks derived, IReadOnlyCollection<TimeEntry>? rows = null) =>
        (rows ?? []).Apply(Difference(derived, rows ?? []));

    public static (int From, int To)[] Inferred(IEnumerable<TimeEntry> rows) =>
        [.. rows.Where(row => row.IsInferred).Select(row => (Minute(row.StartMs), Minute(row.EndMs)))];

    private static int Minute(long ms) => (int)((ms - Day.Start.ToUnixTimeMilliseconds()) / 60_000);
}
