using System.Globalization;
using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Periods;

/// <summary>
/// GET /api/v1/periods: one's own, handed in or not, that touch start..end (default: the last eight weeks); with workspace_id those that
/// the workspace's members handed in, for who manages it, page by page. Everybody on the page finds the look in their access log: one
/// line for each request, over the days of their periods shown; nothing is left out for having been looked at a moment before.
/// </summary>
internal static class ListPeriods
{
    private const int Largest = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/periods", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListPeriods)).WithTags("Timesheet");

    private static async Task<Results<Ok<PeriodPage>, ProblemHttpResult>> Handle(
        [AsParameters] PeriodQuery query, ClaimsPrincipal principal, UserQueries users, PeriodViews views, PeriodReader reader, AccessLog log,
        TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var states = States(query.State, errors);
        var workspace = errors.Id("workspace_id", query.WorkspaceId);
        var after = Parse(query.Cursor, errors);
        if (query.Limit is < 1 or > Largest) errors.Add("limit", "out-of-range");
        var today = DateRange.Today(user.Clock, time);
        var start = string.IsNullOrEmpty(query.Start) && string.IsNullOrEmpty(query.End)
            ? today.AddDays(-55).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : query.Start;
        var range = DateRange.Read(start, query.End, today, DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();

        if (workspace is not { } id)
        {
            var own = await views.OwnAsync(user, caller.WorkspaceId, range, today, ct);
            return TypedResults.Ok(new PeriodPage([.. own.Where(view => states is null || states.Contains(PeriodRules.Word(view.State), StringComparer.Ordinal))], null));
        }

        var people = await views.PeopleAsync(id, caller.UserId, ct);
        if (!people.Members.TryGetValue(caller.UserId, out var member) || !member.Manages)
            return Problem.Forbidden("forbidden", "Only owners, admins and managers see what others hand in.");
        var size = query.Limit ?? 50;
        var found = await reader.ListAsync(new PeriodFilter(id, null, states, after, size + 1), ct);
        var items = new List<PeriodView>();
        await log.RecordAsync(caller.UserId, id, "periods", [.. found.Take(size).Select(period => new LookedAt(period.UserId, period.StartDay, period.EndDay))], ct);
        foreach (var period in found.Take(size)) items.Add(await views.OfAsync(period, people, ct));
        return TypedResults.Ok(new PeriodPage(items, found.Count > size ? Cursor(found[size - 1]) : null));
    }

    private static string[]? States(string? value, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var words = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => errors.Word("state", word, Enum.GetValues<PeriodState>())).ToArray();
        return errors.Any ? null : [.. words.Select(word => PeriodRules.Word(word!.Value))];
    }

    private static string Cursor(Period last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.StartDay:yyyyMMdd}_{last.PeriodId:n}");

    private static (DateOnly, Guid)? Parse(string? cursor, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        if (cursor.Split('_') is [var day, var id] && Guid.TryParseExact(id, "n", out var guid) &&
            DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return (date, guid);
        errors.Add("cursor", "invalid");
        return null;
    }

    /// <summary>What the list is asked for.</summary>
    internal sealed record PeriodQuery(
        string? State, [property: FromQuery(Name = "workspace_id")] string? WorkspaceId, string? Start, string? End, string? Cursor, int? Limit);

    internal sealed record PeriodPage(IReadOnlyList<PeriodView> Items, string? Next);
}
