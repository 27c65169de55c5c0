using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Review;

internal enum ReviewAction { Confirm, Correct, Dismiss, Undo, Edit }

/// <summary>What a person decided about an entry; null leaves as it is.</summary>
/// <param name="Target">What the time was really for; its project and task are null when it was for none.</param>
internal sealed record Decision(ReviewAction Action, Target? Target, string? Description, long? StartMs, long? EndMs);

/// <param name="Kind">Null keeps work work and neutral neutral, and makes anything else work.</param>
internal sealed record Target(BlockKind? Kind, Guid? ProjectId, Guid? TaskId);

/// <summary>Why a decision about one entry was not taken: the parts of a problem.</summary>
internal sealed record Refusal(int Status, string Slug, string Title, string? Field = null, string? Key = null)
{
    public static readonly Refusal Unknown = new(StatusCodes.Status404NotFound, "entry-unknown", "There is no such entry (any more).");
    public static readonly Refusal NothingToUndo = new(StatusCodes.Status409Conflict, "nothing-to-undo", "This entry has no earlier state to return to.");
    public static readonly Refusal Dismissed = new(StatusCodes.Status409Conflict, "entry-dismissed", "This entry is dismissed: undo that, or confirm or correct it.");
    public static readonly Refusal NotManual = new(StatusCodes.Status409Conflict, "not-manual", "Only entries a person wrote can be deleted; dismiss this one.");
    public static readonly Refusal Overlaps = new(StatusCodes.Status409Conflict, "overlaps-reviewed", "A reviewed or manual entry is already there.");

    /// <summary>The day belongs to a period that was handed in, approved or locked.</summary>
    public static Refusal Locked(string field) =>
        new(StatusCodes.Status409Conflict, "period-locked", "This day belongs to a period that is closed.", field, "period-locked");

    public static Refusal Invalid(string field, string key) =>
        new(StatusCodes.Status422UnprocessableEntity, "validation", "Some fields are not right.", field, key);

    public ProblemHttpResult Answer() =>
        Problem.Of(Status, Slug, Title, extensions: Field is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [Field] = [Key!] },
        });
}
