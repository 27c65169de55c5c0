using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Sheet;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Tracker;

/// <summary>GET /api/v1/tracker/timesheet: derived entries by local day, as the tracker contract tells them. Default: the last seven days.</summary>
internal static class TrackerTimesheet
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/timesheet", Own)
        .RequireAuthorization(Policies.Read).WithName(nameof(TrackerTimesheet)).WithTags("tracker");

    private static async Task<Results<Ok<TrackerSheet>, ProblemHttpResult>> Own(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, DaySheets sheets, RefBooks books, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        if (Range(user.Clock, start, end, time) is not { } range) return BadRange();
        return TypedResults.Ok(await TellAsync(await sheets.ReadAsync(user.UserId, user.Clock, range, ct), books, ct));
    }

    public static async Task<TrackerSheet> TellAsync(IReadOnlyList<DaySheet> days, RefBooks books, CancellationToken ct) =>
        TrackerSheet.Of(days, await books.ForAsync(days.SelectMany(day => day.Parts).Select(part => part.Entry).Where(TrackerSheet.IsShown), ct));

    public static DateRange? Range(DayClock clock, string? start, string? end, TimeProvider time)
    {
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(clock, time), DateRange.Longest, errors);
        return errors.Any ? null : range;
    }

    public static ProblemHttpResult BadRange() =>
        Problem.BadRequest("bad-range", "Start and end are dates (YYYY-MM-DD), the start is not after the end, and they are at most a year apart.");
}
