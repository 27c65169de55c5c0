using Daybook.Kernel.Days;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Sheet;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Periods;

internal sealed record MemberRef(Guid Id, string Name);

/// <summary>Time of a closed day that came in after it was closed; it enters the entries when the period is opened again.</summary>
internal sealed record LateDay(DateOnly Date, long LateMs);

/// <param name="Id">Null for a period that was never handed in.</param>
/// <param name="TotalMs">Of an open period as it is now, of a closed one as it was handed in.</param>
/// <param name="ToReview">Entries that nobody has looked at.</param>
/// <param name="PendingDays">Days still waiting for derivation; known for one's own open periods.</param>
/// <param name="Reason">Why it was rejected or unlocked.</param>
/// <param name="Actions">What the caller may do with it.</param>
internal sealed record PeriodView(
    Guid? Id, MemberRef User, PeriodKind Kind, DateOnly Start, DateOnly End, PeriodState State, string? Reason, long TotalMs, long TargetMs,
    int ToReview, int PendingDays, DateTimeOffset? SubmittedAt, DateTimeOffset? DecidedAt, MemberRef? DecidedBy, IReadOnlyList<LateDay> LateDays,
    IReadOnlyList<PeriodAction> Actions);

/// <summary>Who is asked about and who asks.</summary>
internal sealed record PeriodPeople(IReadOnlyDictionary<int, MemberInfo> Members, int CallerId)
{
    /// <summary>Managers, admins and owners decide; about their own time only an owner whom nobody else could decide for.</summary>
    public bool Decides(int userId) => Members.TryGetValue(CallerId, out var caller) && caller.Manages &&
        (userId != CallerId || (caller.Role == "owner" && Members.Values.Count(member => member.Manages) == 1));

    public MemberRef Ref(int userId) => Members.TryGetValue(userId, out var member) ? new MemberRef(member.PublicId, member.Name) : new MemberRef(Guid.Empty, "");
}

/// <summary>Tells periods to people.</summary>
internal sealed class PeriodViews(
    PeriodReader reader, LateDays late, PeriodSettings settings, MemberQueries members, TargetQueries targets, DaySheets sheets, DayWorkQueries work)
{
    public async Task<PeriodPeople> PeopleAsync(Guid workspaceId, int callerId, CancellationToken ct) =>
        new((await members.PeopleAsync(workspaceId, ct)).ToDictionary(member => member.UserId), callerId);

    public async Task<PeriodView> OfAsync(Period period, PeriodPeople people, CancellationToken ct)
    {
        var closed = PeriodRules.IsClosed(period.Is);
        var days = closed ? await late.RangeAsync(period.UserId, period.StartDay, period.EndDay, ct) : new Dictionary<DateOnly, long>();
        return new PeriodView(
            period.PeriodId, people.Ref(period.UserId), Enum.Parse<PeriodKind>(period.Kind, true), period.StartDay, period.EndDay, period.Is, period.Reason,
            period.TotalMs, period.TargetMs, period.ToReview, 0, period.SubmittedAt, period.DecidedAt,
            period.DecidedBy is { } by ? people.Ref(by) : null, [.. days.OrderBy(day => day.Key).Select(day => new LateDay(day.Key, day.Value))],
            PeriodRules.Allowed(period.Is, period.UserId == people.CallerId, people.Decides(period.UserId)));
    }

    /// <summary>The person's own periods that touch the range, handed in or not, the newest first.</summary>
    public async Task<IReadOnlyList<PeriodView>> OwnAsync(UserSettings user, Guid workspaceId, DateRange range, DateOnly today, CancellationToken ct)
    {
        var kind = (await settings.OfAsync(workspaceId, ct)).Kind;
        var (first, last) = (PeriodRules.Around(kind, range.Start).Start, PeriodRules.Around(kind, range.End).End);
        var people = await PeopleAsync(workspaceId, user.UserId, ct);
        var stored = await reader.OfPersonAsync(user.UserId, workspaceId, first, last, ct);
        var pending = await work.PendingAsync(user.UserId, first, last, ct);
        var days = (await sheets.ReadAsync(user.UserId, user.Clock, new DateRange(first, last), ct)).ToDictionary(day => day.Date);
        var target = (await targets.RangeAsync(user.UserId, first, last, null, ct)).ToDictionary(day => day.Day, day => day.TargetMs);

        var views = new List<PeriodView>();
        foreach (var period in stored)
        {
            var view = await OfAsync(period, people, ct);
            views.Add(PeriodRules.IsClosed(period.Is) ? view : AsOfNow(view));
        }

        for (var day = first; day <= last && day <= today;)
        {
            var (start, end) = PeriodRules.Around(kind, day);
            if (!stored.Any(period => period.StartDay <= end && period.EndDay >= start))
            {
                views.Add(AsOfNow(new PeriodView(
                    null, people.Ref(user.UserId), kind, start, end, PeriodState.Open, null, 0, 0, 0, 0, null, null, null, [],
                    PeriodRules.Allowed(PeriodState.Open, true, false))));
            }

            day = end.AddDays(1);
        }

        return [.. views.OrderByDescending(view => view.Start)];

        PeriodView AsOfNow(PeriodView view)
        {
            var inside = days.Values.Where(day => day.Date >= view.Start && day.Date <= view.End).ToArray();
            return view with
            {
                TotalMs = inside.Sum(day => day.Buckets.Total()),
                TargetMs = target.Where(day => day.Key >= view.Start && day.Key <= view.End).Sum(day => day.Value),
                ToReview = inside.SelectMany(day => day.Shown).Where(part => part.Entry.IsToReview).Select(part => part.Entry.Id).Distinct().Count(),
                PendingDays = pending.Count(day => day >= view.Start && day <= view.End),
            };
        }
    }
}
