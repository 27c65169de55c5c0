using System.Security.Claims;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Views;

/// <summary>GET /api/v1/stats/hours: when in the week the time of a range was.</summary>
internal static class GetHours
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/stats/hours", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetHours)).WithTags("Statistics");

    private static async Task<Results<Ok<HoursAnswer>, ProblemHttpResult>> Handle(
        string? start, string? end, string? stream, string? mode, ClaimsPrincipal principal, UserQueries users, StatQueries stats, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var request = StatRequest.Read(start, end, stream, mode, await stats.SettingsAsync(user.UserId, ct), user, time, errors);
        if (errors.Any) return errors.Answer();

        var hours = await stats.HoursAsync(request.Question(user.UserId, []), ct);
        var cells = hours.GroupBy(hour => (Weekday: Weekday(hour.Day), hour.Hour)).Where(cell => cell.Sum(hour => hour.Ms) > 0).OrderBy(cell => cell.Key)
            .Select(cell => new HourCell(cell.Key.Weekday, cell.Key.Hour, cell.Sum(hour => hour.Ms))).ToArray();
        return TypedResults.Ok(new HoursAnswer(request.Start, request.End, cells.Sum(cell => cell.Ms), cells));
    }

    private static int Weekday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7 + 1;

    /// <param name="Cells">Those that have any time; they add up to the total.</param>
    internal sealed record HoursAnswer(DateOnly Start, DateOnly End, long TotalMs, IReadOnlyList<HourCell> Cells);

    /// <param name="Weekday">Of the local day: 1 is Monday.</param>
    /// <param name="Hour">As the wall shows it, 0 to 23.</param>
    internal sealed record HourCell(int Weekday, int Hour, long Ms);
}
