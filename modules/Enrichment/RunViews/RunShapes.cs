using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.DayViews;
using Daybook.Enrichment.Runs;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.RunViews;

/// <summary>Running: days wait for their derivation. Waiting: days wait for the person.</summary>
internal enum DayRunState { Running, Waiting, Done }

internal sealed record DayRunRule(Guid Id, string Name);

/// <summary>What time counted for; all null but the kind: unattributed.</summary>
internal sealed record BucketView(BlockKind Kind, Guid? ProjectId, Guid? TaskId, BlockProject? Project, BlockTask? Task);

internal sealed record TaskShiftView(
    BlockKind Kind, Guid? ProjectId, Guid? TaskId, BlockProject? Project, BlockTask? Task, long BeforeMs, long AfterMs);

/// <summary>A reviewed entry that stays although the derivation says otherwise.</summary>
internal sealed record DisagreementView(DateOnly Date, Guid EntryId, DateTimeOffset Start, DateTimeOffset End, BucketView Before, BucketView After);

/// <param name="Reason">rule: the person's own; workspace_rule: somebody changed one of the workspace; request: the person asked for it; other: anything else.</param>
/// <param name="ChangedMs">Unreviewed time that moved.</param>
/// <param name="HeldMs">Unreviewed time that would move on the days that wait.</param>
internal sealed record DayRunView(
    Guid Id, DayRunReason Reason, DayRunRule? Rule, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, DayRunState State, int Days, int PendingDays,
    long ChangedMs, long HeldMs, IReadOnlyList<TaskShiftView> Tasks, IReadOnlyList<DisagreementView> Disagreements, IReadOnlyList<DateOnly> HeldDays);

/// <summary>Names for what runs speak of.</summary>
internal sealed class ShiftNames(BlockNames names)
{
    public static async Task<ShiftNames> ForAsync(CatalogQueries catalog, IEnumerable<Bucket> buckets, CancellationToken ct)
    {
        var all = buckets.Distinct().ToArray();
        return new ShiftNames(new BlockNames(await catalog.NamesAsync(
            [.. all.Select(bucket => bucket.ProjectId).OfType<Guid>().Distinct()], [.. all.Select(bucket => bucket.TaskId).OfType<Guid>().Distinct()], ct)));
    }

    public static IEnumerable<Bucket> Of(DayShift shift) =>
        shift.Tasks.Select(task => new Bucket(task.Kind, task.ProjectId, task.TaskId)).Concat(shift.Disagreements.SelectMany(item => (Bucket[])[item.Before, item.After]));

    public BucketView View(Bucket bucket) => new(bucket.Kind, bucket.ProjectId, bucket.TaskId, names.Project(bucket.ProjectId), names.Task(bucket.TaskId));

    public IReadOnlyList<TaskShiftView> Tasks(IEnumerable<DayShift> shifts) =>
        [.. shifts.SelectMany(shift => shift.Tasks).GroupBy(task => (task.Kind, task.ProjectId, task.TaskId))
            .Select(group => new TaskShiftView(
                group.Key.Kind, group.Key.ProjectId, group.Key.TaskId, names.Project(group.Key.ProjectId), names.Task(group.Key.TaskId),
                group.Sum(task => task.BeforeMs), group.Sum(task => task.AfterMs)))
            .Where(task => task.BeforeMs != task.AfterMs)
            .OrderByDescending(task => Math.Abs(task.AfterMs - task.BeforeMs)).ThenBy(task => task.TaskId).ThenBy(task => task.ProjectId)];

    public IEnumerable<DisagreementView> Disagreements(DateOnly date, DayShift shift) => shift.Disagreements.Select(item => new DisagreementView(
        date, item.EntryId, DateTimeOffset.FromUnixTimeMilliseconds(item.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(item.EndMs), View(item.Before), View(item.After)));
}
