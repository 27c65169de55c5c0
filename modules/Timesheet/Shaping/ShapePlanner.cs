using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Shaping;

/// <summary>Sees splits, merges and their undoing against the stored entries.</summary>
internal sealed class ShapePlanner(EntryStore store, CutStore cuts, ShapeStore shapes, TimeProvider time)
{
    public async Task<ChangePlan> SplitAsync(NpgsqlTransaction tx, UserSettings user, Guid id, long atMs, Guid shapeId, Guid secondId, CancellationToken ct)
    {
        var entry = (await store.ByIdAsync(tx, user.UserId, [id], ct)).SingleOrDefault();
        var (shape, refusal) = entry is null ? (null, Refusal.Unknown) : Shaper.Split(entry, atMs, shapeId, secondId);
        return Plan(user, shapeId, shape, refusal);
    }

    public async Task<ChangePlan> MergeAsync(NpgsqlTransaction tx, UserSettings user, Guid[] ids, Guid shapeId, CancellationToken ct)
    {
        var entries = await store.ByIdAsync(tx, user.UserId, ids, ct);
        if (entries.Count != ids.Length) return Plan(user, shapeId, null, Refusal.Unknown);
        var window = new Stretch(entries.Min(entry => entry.StartMs), entries.Max(entry => entry.EndMs));
        var (shape, refusal) = Shaper.Merge(entries, await cuts.RangeAsync(tx, user.UserId, window, ct), shapeId, time.GetUtcNow().ToUnixTimeMilliseconds());
        return Plan(user, shapeId, shape, refusal);
    }

    public async Task<ChangePlan> UndoAsync(NpgsqlTransaction tx, UserSettings user, Guid shapeId, CancellationToken ct)
    {
        if (await shapes.FindAsync(tx, user.UserId, shapeId, ct) is not { } shape) return Plan(user, shapeId, null, Shaper.UnknownShape);
        var now = (await store.ByIdAsync(tx, user.UserId, [.. shape.After.Select(entry => entry.Id)], ct)).ToDictionary(entry => entry.Id);
        if (shape.After.Any(entry => !now.TryGetValue(entry.Id, out var stored) || stored != entry)) return Plan(user, shapeId, null, Shaper.Changed);
        return new ChangePlan(
            [.. Shaper.Changes(shape.After, shape.Before).Select(change => change with { Borders = change is not { After.IsInferred: true, Before.IsInferred: false } })], [new Outcome(shapeId, null, null)], Together: true,
            async (inside, stop) =>
            {
                await cuts.ChangeAsync(inside, user.UserId, shape.CutsGone, shape.CutsMade, stop);
                await shapes.RemoveAsync(inside, user.UserId, shapeId, stop);
            }, shape.Stretch);
    }

    private ChangePlan Plan(UserSettings user, Guid shapeId, Shape? shape, Refusal? refusal)
    {
        if (shape is null) return new ChangePlan([], [new Outcome(shapeId, null, refusal)]);
        var dated = shape with { After = [.. shape.After.Select(entry => entry with { Day = user.Clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(entry.StartMs)) })] };
        return new ChangePlan(
            Shaper.Changes(dated.Before, dated.After), [new Outcome(shapeId, null, null)], Together: true,
            async (tx, ct) =>
            {
                await cuts.ChangeAsync(tx, user.UserId, dated.CutsMade, dated.CutsGone, ct);
                await shapes.WriteAsync(tx, dated, ct);
            }, dated.Stretch);
    }
}
