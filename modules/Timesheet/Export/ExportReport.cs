using System.Globalization;
using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Rates;
using Daybook.Timesheet.Reports;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Export;

/// <summary>GET /api/v1/exports/report: a report as CSV, JSON or XLSX, one row for each of its lowest lines; their sums are the report's.</summary>
internal static class ExportReport
{
    private const decimal HourMs = 3_600_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/exports/report", HandleAsync).RequireAuthorization(Policies.Read).WithName(nameof(ExportReport)).WithTags("Reports")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> HandleAsync(
        string? format, bool? bom, string? start, string? end, [FromQuery(Name = "group_by")] string? groupBy, string? scope,
        [FromQuery(Name = "project_id")] string? projectId, [FromQuery(Name = "client_id")] string? clientId, [FromQuery(Name = "person_id")] string? personId,
        string? billable, string? status, ClaimsPrincipal principal, UserQueries users, ReportDesk desk, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var form = errors.Word("format", format ?? "csv", Enum.GetValues<TableFormat>());
        var question = new ReportFields(start, end, groupBy, scope, projectId, clientId, personId, billable, status).Read(DateRange.Today(user.Clock, time), errors);
        if (question.OfWorkspace && !BillingRights.Manages(caller)) return BillingRights.NotYours();
        if (errors.Any || await desk.AskAsync(caller, user, question, "export", errors, ct) is not { } answered) return errors.Answer();

        var name = string.Create(CultureInfo.InvariantCulture, $"report-{question.Range.Start:yyyy-MM-dd}-{question.Range.End:yyyy-MM-dd}");
        return new TableFile(name, [.. Columns(answered)], Rows(answered).ToAsyncEnumerable()).As(form!.Value, bom is true, ct);
    }

    private static IEnumerable<string> Columns(ReportAnswered answered)
    {
        foreach (var key in answered.Question.Keys)
        {
            yield return EntryRow.Word(key);
            if (key == ReportKey.Task) yield return "task_key";
        }

        string[] figures = ["raw_hours", "rounded_hours", "raw_ms", "rounded_ms", "billable_ms", "reviewed_ms"];
        foreach (var figure in figures) yield return figure;
        if (!answered.ShowsAmounts) yield break;
        yield return "amount_minor";
        yield return "currency";
    }

    private static IEnumerable<object?[]> Rows(ReportAnswered answered)
    {
        foreach (var group in answered.Report.Groups)
        {
            if (answered.Question.Keys.Count == 1) yield return [.. Names(group, answered), .. Figures(group, answered)];
            else foreach (var below in group.Groups) yield return [.. Names(group, answered), .. Names(below, answered), .. Figures(below, answered)];
        }
    }

    private static IEnumerable<object?> Names(ReportGroup group, ReportAnswered answered)
    {
        var (_, name, detail, _) = ReportView.Label(group.Key, answered.Names);
        yield return group.Key.Day is { } day ? (object)day : name;
        if (group.Key.Kind == ReportKey.Task) yield return detail;
    }

    private static object?[] Figures(ReportGroup group, ReportAnswered answered)
    {
        var sum = group.Sum;
        object?[] figures = [Math.Round(sum.RawMs / HourMs, 2), Math.Round(sum.RoundedMs / HourMs, 2), sum.RawMs, sum.RoundedMs, sum.BillableMs, sum.ReviewedMs];
        return answered.ShowsAmounts ? [.. figures, group.AmountMinor, answered.Billing.Currency] : figures;
    }
}
