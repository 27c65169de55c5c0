using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Sheet;

/// <summary>GET /api/v1/review?start&amp;end: how much of a range still waits for the person, day by day.</summary>
internal static class GetReview
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/review", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetReview)).WithTags("Timesheet");

    private static async Task<Results<Ok<ReviewAnswer>, ProblemHttpResult>> Handle(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, DaySheets sheets, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();

        var days = await sheets.ReadAsync(user.UserId, user.Clock, range, ct);
        var open = days.SelectMany(day => day.Shown).Where(part => part.Entry.IsToReview).ToArray();
        return TypedResults.Ok(new ReviewAnswer(
            open.Select(part => part.Entry.Id).Distinct().Count(), open.Sum(part => part.Part.LengthMs),
            [.. days.Where(day => day.Shown.Any()).Select(Of)]));
    }

    private static ReviewDay Of(DaySheet day)
    {
        var open = day.Shown.Where(part => part.Entry.IsToReview).ToArray();
        var done = day.Shown.Where(part => !part.Entry.IsInferred).ToArray();
        return new ReviewDay(day.Date, open.Length, done.Length, open.Sum(part => part.Part.LengthMs), done.Sum(part => part.Part.LengthMs));
    }

    internal sealed record ReviewAnswer(int ToReview, long ToReviewMs, IReadOnlyList<ReviewDay> Days);

    /// <summary>Days with entries only. Open: waits for the person; done: reviewed, dismissed or written by the person.</summary>
    internal sealed record ReviewDay(DateOnly Date, int Open, int Done, long OpenMs, long DoneMs);
}
