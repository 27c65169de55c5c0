using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Sheet;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Targets;

/// <summary>GET /api/v1/balance?start&amp;end: worked time beside the target, day by day. Leave and holidays reduce the target.</summary>
internal static class GetBalance
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/balance", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetBalance)).WithTags("Timesheet");

    private static async Task<Results<Ok<BalanceAnswer>, ProblemHttpResult>> Handle(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, DaySheets sheets, TargetQueries targets, LeaveQueries leave,
        TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var today = DateRange.Today(user.Clock, time);
        var range = DateRange.Read(start, end, today, DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();

        var worked = (await sheets.ReadAsync(user.UserId, user.Clock, range, ct)).ToDictionary(day => day.Date, day => day.Buckets.Total());
        var away = (await leave.RangeAsync(user.UserId, range.Start, range.End, ct)).ToLookup(day => day.Day);
        var days = (await targets.RangeAsync(user.UserId, range.Start, range.End, null, ct))
            .Select(day => new BalanceDay(
                day.Day, worked[day.Day], day.PlannedMs, day.TargetMs, worked[day.Day] - day.TargetMs, day.Source,
                [.. away[day.Day].Select(part => new LeavePart(part.Kind, part.Half, part.Name))]))
            .ToArray();
        var past = days.Where(day => day.Date <= today).ToArray();
        return TypedResults.Ok(new BalanceAnswer(
            range.Start, range.End, today, past.Sum(day => day.WorkedMs), past.Sum(day => day.TargetMs), past.Sum(day => day.BalanceMs),
            days.Sum(day => day.TargetMs), days));
    }

    /// <param name="WorkedMs">Up to today, as the target and the balance beside it.</param>
    /// <param name="RangeTargetMs">The target of the whole range, days to come included.</param>
    internal sealed record BalanceAnswer(
        DateOnly Start, DateOnly End, DateOnly Today, long WorkedMs, long TargetMs, long BalanceMs, long RangeTargetMs, IReadOnlyList<BalanceDay> Days);

    /// <param name="PlannedMs">The target before leave and holidays.</param>
    internal sealed record BalanceDay(
        DateOnly Date, long WorkedMs, long PlannedMs, long TargetMs, long BalanceMs, TargetSource Source, IReadOnlyList<LeavePart> Leave);

    internal sealed record LeavePart(LeaveKind Kind, bool Half, string Name);
}
