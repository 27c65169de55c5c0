using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Review;

/// <summary>What a decision makes of an entry. Pure; the state before is kept for one undo. A decision that changes nothing keeps the older undo.</summary>
internal static class Transition
{
    /// <summary>The longest entry a person may make: a day.</summary>
    public const long LongestMs = 24L * 60 * 60 * 1000;

    public static (TimeEntry? Entry, Refusal? Refusal) Apply(TimeEntry entry, Decision decision, long nowMs)
    {
        if (!entry.IsShown) return (null, Refusal.Unknown);
        if (decision.Action == ReviewAction.Undo)
            return entry.Previous is { } before ? (entry with { State = before, Previous = null }, null) : (null, Refusal.NothingToUndo);
        if (decision.Action == ReviewAction.Edit && entry.Status == EntryStatus.Dismissed) return (null, Refusal.Dismissed);

        var (start, end) = (decision.StartMs ?? entry.StartMs, decision.EndMs ?? entry.EndMs);
        var moved = start != entry.StartMs || end != entry.EndMs;
        if (end <= start) return (null, Refusal.Invalid(decision.EndMs is null ? "start" : "end", "invalid"));
        if (moved && end - start > LongestMs) return (null, Refusal.Invalid(decision.EndMs is null ? "start" : "end", "out-of-range"));

        var label = Relabel(entry.Label, decision);
        var changed = moved || !label.Means(entry.Label);
        var state = entry.State with { Status = Next(entry, decision.Action, changed), StartMs = start, EndMs = end, Label = label };
        if (state == entry.State) return (entry, null);
        return (entry with { State = state with { ReviewedMs = nowMs }, Previous = entry.State }, null);
    }

    private static EntryStatus Next(TimeEntry entry, ReviewAction action, bool changed)
    {
        if (action == ReviewAction.Dismiss) return EntryStatus.Dismissed;

        // What a person wrote is never proposed, so it needs no confirmation: it is simply there.
        if (entry.BlockKey is null) return EntryStatus.Manual;
        return (action, entry.Status) switch
        {
            (ReviewAction.Correct, _) => EntryStatus.Corrected,
            (ReviewAction.Confirm, EntryStatus.Inferred or EntryStatus.Dismissed) => EntryStatus.Confirmed,
            (ReviewAction.Edit, EntryStatus.Inferred) => EntryStatus.Corrected,
            (ReviewAction.Edit, EntryStatus.Confirmed) when changed => EntryStatus.Corrected,
            _ => entry.Status,
        };
    }

    private static EntryLabel Relabel(EntryLabel label, Decision decision)
    {
        if (decision.Description is { } description) label = label with { Description = description };
        if (decision.Target is not { } target) return label;

        var kind = target.Kind ?? (label.Kind is BlockKind.Work or BlockKind.Neutral ? label.Kind : BlockKind.Work);
        var relabelled = label with { Kind = kind, ProjectId = target.ProjectId, TaskId = target.TaskId };
        return relabelled.Means(label) ? label : relabelled with { Confidence = 1, Stage = LabelStage.User };
    }
}
