using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Review;

/// <summary>Tells a change of an entry as the decision it was. Pure; null when nothing was decided about what the time was for.</summary>
internal static class ReviewTeller
{
    public static EntryReview? Of(EntryChange change)
    {
        if (change.IsNothing || change.Borders || (change.After ?? change.Before)!.Lane == EntryLane.Parallel || Verb(change) is not { } verb) return null;
        var entry = (change.After ?? change.Before)!;
        return new EntryReview(entry.UserId, entry.Id, entry.Day, verb, Label(change.Before), Label(change.After), entry.StartMs, entry.EndMs);
    }

    /// <summary>Whether what was on the screen matters for it.</summary>
    public static bool Looks(EntryReview review) => review.Verb is not (ReviewVerb.Undo or ReviewVerb.Delete);

    private static ReviewVerb? Verb(EntryChange change)
    {
        if (change.After is not { } after) return ReviewVerb.Delete;
        if (change.Before is not { } before) return ReviewVerb.Write;

        // Only an undo takes the earlier state away, and only an undo makes a proposal of what was reviewed.
        if ((before.Previous is not null && after.Previous is null) || (after.IsInferred && !before.IsInferred)) return ReviewVerb.Undo;
        var same = before.Status == after.Status && before.Stretch == after.Stretch && before.Label.Means(after.Label);
        return after.Status switch
        {
            _ when same => null,
            EntryStatus.Confirmed => ReviewVerb.Confirm,
            EntryStatus.Corrected => ReviewVerb.Correct,
            EntryStatus.Dismissed => ReviewVerb.Dismiss,
            EntryStatus.Manual => ReviewVerb.Write,
            _ => null,
        };
    }

    private static ReviewedLabel? Label(TimeEntry? entry) =>
        entry is null ? null : new ReviewedLabel(
            entry.Label.Kind, entry.Label.Category, entry.Label.ProjectId, entry.Label.TaskId, entry.Label.Confidence, entry.Label.Stage, entry.Label.Evidence);
}
