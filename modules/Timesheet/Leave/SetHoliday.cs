using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Leave;

/// <summary>PUT and DELETE /api/v1/holidays/{date}: a day on which nobody of the workspace works. For owners, admins and managers.</summary>
internal static class SetHoliday
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/v1/holidays/{date}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(SetHoliday)).WithTags("Timesheet");
        routes.MapDelete("/api/v1/holidays/{date}", Remove).RequireAuthorization(Policies.Write).WithName("RemoveHoliday").WithTags("Timesheet");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string date, HolidayBody request, ClaimsPrincipal principal, MemberQueries members, LeaveStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { Manages: true }) return NotYours();
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        var name = errors.Text("name", request.Name, 120);
        if (errors.Any) return errors.Answer();
        await store.SetHolidayAsync(caller.WorkspaceId, day!.Value, name, request.Half, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string date, ClaimsPrincipal principal, MemberQueries members, LeaveStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { Manages: true }) return NotYours();
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        if (errors.Any) return errors.Answer();
        return await store.RemoveHolidayAsync(caller.WorkspaceId, day!.Value, ct)
            ? TypedResults.NoContent() : Problem.NotFound("holiday-unknown", "There is no holiday on that day.");
    }

    private static ProblemHttpResult NotYours() => Problem.Forbidden("forbidden", "Only owners, admins and managers set holidays.");

    internal sealed record HolidayBody(string? Name = null, bool Half = false);
}
