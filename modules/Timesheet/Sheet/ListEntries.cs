using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Sheet;

/// <summary>GET /api/v1/entries: entries that touch a range of days, whole, in order of time, page by page.</summary>
internal static class ListEntries
{
    private const int Largest = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/entries", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListEntries)).WithTags("Timesheet");

    private static async Task<Results<Ok<EntryPage>, ProblemHttpResult>> Handle(
        string? start, string? end, string? status, [FromQuery(Name = "project_id")] string? projectId, [FromQuery(Name = "to_review")] bool? toReview,
        string? cursor, int? limit, ClaimsPrincipal principal, UserQueries users, EntryReader reader, RefBooks books, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        var project = errors.Id("project_id", projectId);
        var statuses = StatusWords.Read("status", status, errors);
        var after = Parse(cursor, errors);
        if (limit is < 1 or > Largest) errors.Add("limit", "out-of-range");
        if (errors.Any) return errors.Answer();

        var window = new Stretch(user.Clock.Of(range.Start).Start.ToUnixTimeMilliseconds(), user.Clock.Of(range.End).End.ToUnixTimeMilliseconds());
        var size = limit ?? 100;
        var found = await reader.ListAsync(user.UserId, new EntryFilter(window, statuses, project, toReview, after, size + 1), ct);
        var page = found.Take(size).ToArray();
        var refs = await books.ForAsync(page, ct);
        return TypedResults.Ok(new EntryPage([.. page.Select(entry => EntryView.Of(entry, user.Clock, refs))], found.Count > size ? Cursor(page[^1]) : null));
    }

    private static string Cursor(TimeEntry last) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.StartMs}_{last.Id:n}")));

    private static (long, Guid)? Parse(string? cursor, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        if (Base64Url.IsValid(cursor) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('_') is [var at, var id] &&
            long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 8_000_000_000_000 && Guid.TryParseExact(id, "n", out var guid))
            return (ms, guid);
        errors.Add("cursor", "invalid");
        return null;
    }

    internal sealed record EntryPage(IReadOnlyList<EntryView> Items, string? Next);
}
