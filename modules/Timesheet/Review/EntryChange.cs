using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Review;

/// <summary>One entry before and after: null before when it is new, null after when it goes.</summary>
internal sealed record EntryChange(TimeEntry? Before, TimeEntry? After)
{
    public bool IsNothing => Before == After;

    /// <summary>Time was taken or set free on the primary lane, so the inferred entries around it have to be settled.</summary>
    public bool MovesTime => !IsNothing && (Before ?? After)!.Lane == EntryLane.Primary && Before?.Stretch != After?.Stretch;

    public IEnumerable<Stretch> Stretches
    {
        get
        {
            if (Before is not null) yield return Before.Stretch;
            if (After is not null) yield return After.Stretch;
        }
    }
}

/// <summary>What became of one id of a request: an entry, a refusal, or (deleted) neither.</summary>
/// <param name="Taught">What the decision moved besides.</param>
internal sealed record Outcome(Guid Id, TimeEntry? Entry, Refusal? Refusal, Taught? Taught = null);

/// <summary>What a request comes to, seen against the stored entries.</summary>
internal sealed record ChangePlan(IReadOnlyList<EntryChange> Changes, IReadOnlyList<Outcome> Outcomes);
