using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Entries;
using Npgsql;

namespace Daybook.Timesheet.Review;

/// <summary>One entry before and after: null before when it is new, null after when it goes.</summary>
/// <param name="Borders">Nothing was said about what the time was for: it only lies in other entries now.</param>
internal sealed record EntryChange(TimeEntry? Before, TimeEntry? After, bool Borders = false)
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
/// <param name="Together">All of it or nothing.</param>
/// <param name="Also">Written in the same transaction, before the days are settled.</param>
/// <param name="Where">The time to settle whatever the changes say.</param>
internal sealed record ChangePlan(
    IReadOnlyList<EntryChange> Changes, IReadOnlyList<Outcome> Outcomes, bool Together = false,
    Func<NpgsqlTransaction, CancellationToken, Task>? Also = null, Stretch? Where = null);
