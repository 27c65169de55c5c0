using System.Security.Claims;
using Daybook.Journal.Logs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Journal.Views;

/// <summary>GET /api/v1/journal/{date}: a day's text, its sources, and what the person made of it.</summary>
internal static class GetJournal
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/journal/{date}", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetJournal)).WithTags("Journal");

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> Handle(
        string date, ClaimsPrincipal principal, UserQueries users, WorkLogStore store, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        if (errors.Any || day is null) return errors.Answer();
        return TypedResults.Ok(JournalView.Of(user, day.Value, await store.FindAsync(user.UserId, day.Value, ct)));
    }
}
