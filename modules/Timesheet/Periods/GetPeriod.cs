using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Periods;

/// <summary>
/// GET /api/v1/periods/{id}: a period with everything that was decided about it; one's own, or of a member one manages, whose access log
/// then has each look.
/// </summary>
internal static class GetPeriod
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/periods/{id:guid}", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetPeriod)).WithTags("Timesheet");

    public static ProblemHttpResult Unknown() => Problem.NotFound("period-unknown", "There is no such period.");

    private static async Task<Results<Ok<PeriodDetails>, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, PeriodReader reader, PeriodViews views, AccessLog log, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await reader.FindAsync(id, ct) is not { } period) return Unknown();
        var people = await views.PeopleAsync(period.WorkspaceId, caller.UserId, ct);
        if (period.UserId != caller.UserId && !Manages(people)) return Unknown();
        await log.RecordAsync(caller.UserId, period.WorkspaceId, "periods", period.StartDay, period.EndDay, [period.UserId], ct);
        var history = await reader.HistoryAsync(period, ct);
        return TypedResults.Ok(new PeriodDetails(
            await views.OfAsync(period, people, ct),
            [.. history.Select(one => new HistoryItem(one.At, one.Action, people.Ref(one.ByUser), one.Reason, one.TotalMs))]));
    }

    private static bool Manages(PeriodPeople people) => people.Members.TryGetValue(people.CallerId, out var caller) && caller.Manages;

    internal sealed record PeriodDetails(PeriodView Period, IReadOnlyList<HistoryItem> History);

    /// <param name="Action">submit, reopen, approve, reject, lock or unlock.</param>
    internal sealed record HistoryItem(DateTimeOffset At, string Action, MemberRef By, string? Reason, long TotalMs);
}
