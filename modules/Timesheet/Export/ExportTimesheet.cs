using System.Globalization;
using System.Runtime.CompilerServices;
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

/// <summary>GET /api/v1/exports/timesheet?start&amp;end&amp;format=csv&amp;bom=: the timesheet as a file (csv, json or xlsx), streamed a month at a time.</summary>
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
        var form = errors.Word("format", format ?? "csv", Enum.GetValues<TableFormat>());
        if (errors.Any) return errors.Answer();

        var name = string.Create(CultureInfo.InvariantCulture, $"timesheet-{range.Start:yyyy-MM-dd}-{range.End:yyyy-MM-dd}");
        if (form != TableFormat.Csv) return new TableFile(name, EntryTable.Columns, RowsAsync(user, range, sheets, books, ct)).As(form!.Value, false, ct);
        return TypedResults.Stream(async body =>
        {
            // A byte order mark makes Excel read UTF-8; everybody else is better off without.
            await using var csv = CsvWriter.Create(body, CsvWriterOptions.Default with { WriteByteOrderMark = bom is true }, leaveOpen: true);
            var sheet = new CsvSheet(csv, user.Clock);
            await sheet.HeadAsync(ct);
            await foreach (var (days, refs) in PortionsAsync(user, range, sheets, books, ct))
            {
                foreach (var day in days) await sheet.AddAsync(day, refs, ct);
                await csv.FlushAsync(ct);
            }
        }, "text/csv; charset=utf-8", name + ".csv");
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        UserSettings user, DateRange range, DaySheets sheets, RefBooks books, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (days, refs) in PortionsAsync(user, range, sheets, books, ct))
            foreach (var row in days.SelectMany(day => EntryTable.Rows(day, refs, user.Clock))) yield return row;
    }

    private static async IAsyncEnumerable<(IReadOnlyList<DaySheet> Days, RefBook Refs)> PortionsAsync(
        UserSettings user, DateRange range, DaySheets sheets, RefBooks books, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var first = range.Start; first <= range.End; first = first.AddDays(PortionDays))
        {
            var last = first.AddDays(PortionDays - 1);
            var days = await sheets.ReadAsync(user.UserId, user.Clock, new DateRange(first, last < range.End ? last : range.End), ct);
            yield return (days, await books.ForAsync(days.SelectMany(day => day.Parts.Where(CsvSheet.Counts).Select(part => part.Entry)), ct));
        }
    }
}
