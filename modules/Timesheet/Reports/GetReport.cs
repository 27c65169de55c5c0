using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Rates;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Reports;

/// <summary>
/// GET /api/v1/reports?start&amp;end&amp;group_by=project,task&amp;scope=mine: where time went, by one or two of project, task, person, client, day and
/// week, filtered by project, client, person, billable and status (reviewed, inferred).
/// </summary>
internal static class GetReport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports", HandleAsync).RequireAuthorization(Policies.Read).WithName(nameof(GetReport)).WithTags("Reports");

    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> HandleAsync(
        string? start, string? end, [FromQuery(Name = "group_by")] string? groupBy, string? scope, [FromQuery(Name = "project_id")] string? projectId,
        [FromQuery(Name = "client_id")] string? clientId, [FromQuery(Name = "person_id")] string? personId, string? billable, string? status,
        ClaimsPrincipal principal, UserQueries users, ReportDesk desk, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var question = new ReportFields(start, end, groupBy, scope, projectId, clientId, personId, billable, status).Read(DateRange.Today(user.Clock, time), errors);
        if (question.OfWorkspace && !BillingRights.Manages(caller)) return BillingRights.NotYours();
        if (errors.Any || await desk.AskAsync(caller, user, question, "report", errors, ct) is not { } answered) return errors.Answer();
        return TypedResults.Ok(ReportView.Of(answered));
    }
}
