using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Imports;

/// <summary>
/// POST /api/v1/imports/entries: time a person wrote down elsewhere, as CSV. Every row gets a verdict (accepted, duplicate, rejected with its
/// field and reason); without commit it is only a look, and nothing is written. The same file again is all duplicates.
/// </summary>
internal static class ImportEntries
{
    private const int MostLetters = 1_000_000;
    private const int MostRows = 2000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports/entries", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(ImportEntries)).WithTags("Timesheet");

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> HandleAsync(
        EntryFile request, ClaimsPrincipal principal, UserQueries users, CatalogQueries catalog, Db db, ReviewDesk desk, ImportPlanner planner,
        TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var csv = request.Csv ?? "";
        if (csv.Length > MostLetters) return FieldErrors.Answer("csv", "too-long");
        var file = CsvText.Read(csv);
        if (file.Count == 0) return FieldErrors.Answer("csv", "required");
        if (file.Count - 1 > MostRows) return FieldErrors.Answer("csv", "too-many-rows");
        var errors = new FieldErrors();
        foreach (var column in ImportReader.Missing(file[0])) errors.Add("csv", "no-column-" + column);
        if (errors.Any) return errors.Answer();

        ImportRow[] rows = [.. new ImportReader(user.Clock.Zone, await catalog.ForUserAsync(user.UserId, ct), time.GetUtcNow()).Read(file)];
        IReadOnlyList<ImportRow> judged = rows;
        if (request.Commit)
        {
            await desk.ChangeAsync(user, async (tx, stop) =>
            {
                (judged, var plan) = await planner.PlanAsync(tx, user, rows, stop);
                return plan;
            }, ct);
        }
        else judged = (await db.InTransactionAsync(tx => planner.PlanAsync(tx, user, rows, ct), ct)).Rows;

        return TypedResults.Ok(new ImportAnswer(
            request.Commit, judged.Count, judged.Count(row => row.Verdict == Verdict.Accepted), judged.Count(row => row.Verdict == Verdict.Duplicate),
            judged.Count(row => row.Verdict == Verdict.Rejected), judged.Where(row => row.Verdict == Verdict.Accepted && !row.Parallel).Sum(row => row.Stretch.LengthMs),
            [.. judged.Select(Of)]));
    }

    private static ImportedRow Of(ImportRow row) => new(
        row.Line, EntryRow.Word(row.Verdict), row.Field, row.Reason, row.StartMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.StartMs) : null,
        row.EndMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.EndMs) : null, row.ProjectId, row.TaskId, row.Description);

    /// <param name="Csv">With a first line that names its columns.</param>
    /// <param name="Commit">False only looks.</param>
    internal sealed record EntryFile(string? Csv, bool Commit = false);

    internal sealed record ImportAnswer(
        bool Committed, int Total, int Accepted, int Duplicates, int Rejected, long AcceptedMs, IReadOnlyList<ImportedRow> Rows);

    /// <param name="Line">Of the file, from 1.</param>
    internal sealed record ImportedRow(
        int Line, string Verdict, string? Field, string? Reason, DateTimeOffset? Start, DateTimeOffset? End, Guid? ProjectId, Guid? TaskId, string Description);
}
