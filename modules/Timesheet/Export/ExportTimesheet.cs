using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Sheet;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Export;

/// <summary>GET /api/v1/exports/timesheet?start&amp;end&amp;format=csv&amp;bom=: the timesheet as a file, streamed a month at a time.</summary>
internal static class ExportTimesheet
{
    private const int LongestDays = 3660;
    private const int PortionDays = 31;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/exports/timesheet", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ExportTimesheet)).WithTags("Timesheet")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        string? start, string? end, string? format, bool? bom, ClaimsPrincipal principal, UserQueries users, DaySheets sheets, RefBooks books,
        TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), LongestDays, errors);
        if (!string.Equals(format ?? "csv", "csv", StringComparison.OrdinalIgnoreCase)) errors.Add("format", "unknown");
        if (errors.Any) return errors.Answer();

        return TypedResults.Stream(async body =>
        {
            // A byte order mark makes Excel read UTF-8; everybody else is better off without.
            await using var csv = CsvWriter.Create(body, CsvWriterOptions.Default with { WriteByteOrderMark = bom is true }, leaveOpen: true);
            var sheet = new CsvSheet(csv, user.Clock);
            await sheet.HeadAsync(ct);
            for (var first = range.Start; first <= range.End; first = first.AddDays(PortionDays))
            {
                var last = first.AddDays(PortionDays - 1);
                var days = await sheets.ReadAsync(user.UserId, user.Clock, new DateRange(first, last < range.End ? last : range.End), ct);
                var refs = await books.ForAsync(days.SelectMany(day => day.Parts.Where(CsvSheet.Counts).Select(part => part.Entry)), ct);
                foreach (var day in days) await sheet.AddAsync(day, refs, ct);
                await csv.FlushAsync(ct);
            }
        }, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"timesheet-{range.Start:yyyy-MM-dd}-{range.End:yyyy-MM-dd}.csv"));
    }
}
