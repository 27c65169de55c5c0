using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;

namespace Daybook.Timesheet.Shaping;

/// <summary>What becomes of entries that are split or merged. Pure. Not one millisecond is won or lost.</summary>
internal static class Shaper
{
    public static readonly Refusal NotAdjacent = new(409, "not-adjacent", "Only entries that follow on one another without a gap become one.");
    public static readonly Refusal NotAlike = new(409, "not-alike", "Private time, and time beside other time, does not become one with other entries.");
    public static readonly Refusal Changed = new(409, "changed-since", "These entries have been changed since; that cannot be taken back any more.");
    public static readonly Refusal UnknownShape = new(404, "shape-unknown", "There is no such change to take back.");

    /// <summary>
    /// Proposed time stays proposed: the cut is remembered and derivation cuts there again. What a person reviewed or wrote becomes two
    /// entries that say the same.
    /// </summary>
    public static (Shape? Shape, Refusal? Refusal) Split(TimeEntry entry, long atMs, Guid shapeId, Guid secondId)
    {
        if (!entry.IsShown) return (null, Refusal.Unknown);
        if (atMs <= entry.StartMs || atMs >= entry.EndMs) return (null, Refusal.Invalid("at", "out-of-range"));
        if (entry.IsInferred) return (new Shape(entry.UserId, shapeId, entry.Stretch, [], [], [atMs], []), null);
        return (new Shape(
            entry.UserId, shapeId, entry.Stretch, [entry],
            [Part(entry, entry.Id, new Stretch(entry.StartMs, atMs)), Part(entry, secondId, new Stretch(atMs, entry.EndMs))], [], []), null);
    }

    /// <summary>
    /// The first entry holds the time of all, with the label of the longest. Two halves of one proposal become that proposal again;
    /// anything else is the person's word from then on.
    /// </summary>
    /// <param name="cuts">Where proposed time was cut.</param>
    public static (Shape? Shape, Refusal? Refusal) Merge(IReadOnlyList<TimeEntry> entries, IReadOnlyCollection<long> cuts, Guid shapeId, long nowMs)
    {
        var ordered = entries.OrderBy(entry => entry.StartMs).ThenBy(entry => entry.Id).ToArray();
        var first = ordered[0];
        var whole = new Stretch(first.StartMs, ordered[^1].EndMs);
        if (ordered.Any(entry => !entry.IsShown)) return (null, Refusal.Unknown);
        if (ordered.Any(entry => entry.Status == EntryStatus.Dismissed)) return (null, Refusal.Dismissed);
        if (ordered.Any(entry => entry.Lane != first.Lane || (entry.Label.Kind == BlockKind.Private) != (first.Label.Kind == BlockKind.Private)))
            return (null, NotAlike);
        var seams = ordered.Zip(ordered.Skip(1)).ToArray();
        if (seams.Any(seam => seam.First.EndMs != seam.Second.StartMs)) return (null, NotAdjacent);
        if (whole.LengthMs > Transition.LongestMs) return (null, Refusal.Invalid("ids", "out-of-range"));
        if (ordered.All(entry => entry.IsInferred && entry.BlockKey == first.BlockKey) && seams.All(seam => cuts.Contains(seam.First.EndMs)))
            return (new Shape(first.UserId, shapeId, whole, [], [], [], [.. seams.Select(seam => seam.First.EndMs)]), null);

        var longest = ordered.MaxBy(entry => entry.Stretch.LengthMs)!;
        var same = ordered.All(entry => entry.Label.Means(longest.Label));
        var label = same ? longest.Label : longest.Label with { Confidence = 1, Stage = LabelStage.User };
        var written = ordered.All(entry => entry.BlockKey is null);
        var status = written ? EntryStatus.Manual
            : same && ordered.All(entry => entry.Status is EntryStatus.Inferred or EntryStatus.Confirmed) ? EntryStatus.Confirmed : EntryStatus.Corrected;
        var merged = first with
        {
            BlockKey = written ? null : longest.BlockKey ?? ordered.Select(entry => entry.BlockKey).First(key => key is not null),
            State = new EntryState(status, whole.StartMs, whole.EndMs, label, nowMs),
            Previous = null,
        };
        return (new Shape(first.UserId, shapeId, whole, ordered, [merged], [], []), null);
    }

    /// <summary>What a shape changes, forwards or back.</summary>
    public static IReadOnlyList<EntryChange> Changes(IReadOnlyList<TimeEntry> from, IReadOnlyList<TimeEntry> to)
    {
        var after = to.ToDictionary(entry => entry.Id);
        var before = from.Select(entry => entry.Id).ToHashSet();
        return
        [
            // The one that holds merged proposals is a review like any other; everything else only moves borders.
            .. from.Select(entry => new EntryChange(
                entry, after.GetValueOrDefault(entry.Id), Borders: !(entry.IsInferred && after.TryGetValue(entry.Id, out var next) && !next.IsInferred))),
            .. to.Where(entry => !before.Contains(entry.Id)).Select(entry => new EntryChange(null, entry, Borders: true)),
        ];
    }

    // An earlier state of the same time is cut too, so that either part can be undone by itself.
    private static TimeEntry Part(TimeEntry entry, Guid id, Stretch part) => entry with
    {
        Id = id,
        State = entry.State with { StartMs = part.StartMs, EndMs = part.EndMs },
        Previous = entry.Previous is { } before && before.Stretch == entry.Stretch ? before with { StartMs = part.StartMs, EndMs = part.EndMs } : null,
    };
}
