using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Leave;

/// <summary>GET /api/v1/leave?start&amp;end: the caller's days off and the workspace's holidays, in order. Default: the calendar year.</summary>
internal static class ListLeave
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/leave", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListLeave)).WithTags("Timesheet");

    private static async Task<Results<Ok<LeavePage>, ProblemHttpResult>> Handle(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, LeaveQueries leave, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var year = DateRange.Today(user.Clock, time).Year;
        var range = DateRange.Read(
            string.IsNullOrEmpty(start) && string.IsNullOrEmpty(end) ? Year(year, 1, 1) : start,
            string.IsNullOrEmpty(start) && string.IsNullOrEmpty(end) ? Year(year, 12, 31) : end,
            DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();
        return TypedResults.Ok(new LeavePage(
            range.Start, range.End, [.. (await leave.RangeAsync(user.UserId, range.Start, range.End, ct)).Select(day => new LeaveView(day.Day, day.Kind, day.Half, day.Name))],
            null));
    }

    private static string Year(int year, int month, int day) => new DateOnly(year, month, day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal sealed record LeavePage(DateOnly Start, DateOnly End, IReadOnlyList<LeaveView> Items, string? Next);

    /// <param name="Name">A holiday's name, or one's own note.</param>
    internal sealed record LeaveView(DateOnly Date, LeaveKind Kind, bool Half, string Name);
}
