using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Periods;

internal enum PeriodKind { Week, Month }

/// <summary>Submitted, approved and locked periods are closed: nothing changes an entry in them. The others are open to changes.</summary>
internal enum PeriodState { Open, Submitted, Approved, Rejected, Locked, Unlocked }

/// <summary>Submit and reopen are the person's own; the others are for who manages the workspace.</summary>
internal enum PeriodAction { Submit, Reopen, Approve, Reject, Lock, Unlock }

/// <summary>A stored week or month of one person in one workspace; the figures are those of its submission.</summary>
internal sealed record Period
{
    public int UserId { get; init; }
    public Guid PeriodId { get; init; }
    public Guid WorkspaceId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly StartDay { get; init; }
    public DateOnly EndDay { get; init; }
    public string State { get; init; } = "";
    public string? Reason { get; init; }
    public long TotalMs { get; init; }
    public long TargetMs { get; init; }
    public int ToReview { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public int? DecidedBy { get; init; }

    public PeriodState Is => Enum.Parse<PeriodState>(State, true);
}

/// <summary>Which days make a period, and what may follow on what. Pure.</summary>
internal static class PeriodRules
{
    /// <summary>Weeks begin on Monday.</summary>
    public static (DateOnly Start, DateOnly End) Around(PeriodKind kind, DateOnly day)
    {
        if (kind == PeriodKind.Month)
        {
            var first = new DateOnly(day.Year, day.Month, 1);
            return (first, first.AddMonths(1).AddDays(-1));
        }

        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return (monday, monday.AddDays(6));
    }

    public static bool IsClosed(PeriodState state) => state is PeriodState.Submitted or PeriodState.Approved or PeriodState.Locked;

    /// <summary>The state after the action; null when it is not allowed from there.</summary>
    public static PeriodState? After(PeriodState state, PeriodAction action) => (state, action) switch
    {
        (PeriodState.Open or PeriodState.Rejected or PeriodState.Unlocked, PeriodAction.Submit) => PeriodState.Submitted,
        (PeriodState.Submitted, PeriodAction.Reopen) => PeriodState.Open,
        (PeriodState.Submitted, PeriodAction.Approve) => PeriodState.Approved,
        (PeriodState.Submitted, PeriodAction.Reject) => PeriodState.Rejected,
        (PeriodState.Approved, PeriodAction.Lock) => PeriodState.Locked,
        (PeriodState.Approved or PeriodState.Locked, PeriodAction.Unlock) => PeriodState.Unlocked,
        _ => null,
    };

    public static IReadOnlyList<PeriodAction> Allowed(PeriodState state, bool own, bool decides) =>
    [
        .. Enum.GetValues<PeriodAction>().Where(action =>
            After(state, action) is not null && (action is PeriodAction.Submit or PeriodAction.Reopen ? own : decides)),
    ];

    public static string Word(PeriodState state) => EntryRow.Word(state);
}
