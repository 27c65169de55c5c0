using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Sheet;

/// <summary>GET /api/v1/timesheet?start&amp;end: the days of a range, their entries and where their time went. Default: the last seven days.</summary>
internal static class GetTimesheet
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/timesheet", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetTimesheet)).WithTags("Timesheet");

    private static async Task<Results<Ok<TimesheetAnswer>, ProblemHttpResult>> Handle(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, DaySheets sheets, RefBooks books, DayWorkQueries work,
        TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();

        // Asked first: a day that settles in between is then called pending, never the other way round.
        var pending = await work.PendingAsync(user.UserId, range.Start, range.End, ct);
        var days = await sheets.ReadAsync(user.UserId, user.Clock, range, ct);
        var refs = await books.ForAsync(days.SelectMany(day => day.Shown.Select(part => part.Entry)), ct);
        return TypedResults.Ok(new TimesheetAnswer(
            range.Start, range.End, user.TimeZone, pending.Count, days.Sum(day => day.Buckets.Total()), days.Sum(day => day.ParallelMs),
            [.. days.Select(day => Of(day, refs))]));
    }

    private static TimesheetDay Of(DaySheet day, RefBook refs) => new(
        day.Date, day.Buckets.Total(), day.ParallelMs, day.Buckets,
        [.. day.Shown.Select(part => EntryView.Of(part.Entry, part.Part, day.Date, refs))], null);

    /// <param name="PendingDays">Days of the range that still wait for derivation; 0 means settled.</param>
    /// <param name="ParallelMs">Manual time beside other entries; not part of the total.</param>
    internal sealed record TimesheetAnswer(
        DateOnly Start, DateOnly End, string TimeZone, int PendingDays, long TotalMs, long ParallelMs, IReadOnlyList<TimesheetDay> Days);

    /// <param name="Entries">Cut at the edges of the day: an entry across midnight stands in both days with the same id.</param>
    internal sealed record TimesheetDay(
        DateOnly Date, long TotalMs, long ParallelMs, Buckets Buckets, IReadOnlyList<EntryView> Entries, string? Journal);
}
