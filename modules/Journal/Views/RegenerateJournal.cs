using System.Security.Claims;
using Daybook.Journal.Logs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Journal.Views;

/// <summary>POST /api/v1/journal/{date}/regenerate: tells the day now, and asks a model again where there is one.</summary>
internal static class RegenerateJournal
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/journal/{date}/regenerate", Handle).RequireAuthorization(Policies.Write).WithName(nameof(RegenerateJournal)).WithTags("Journal");

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> Handle(
        string date, ClaimsPrincipal principal, UserQueries users, DayWriter writer, WorkLogStore store, Db db, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        if (errors.Any || day is null) return errors.Answer();
        var telling = await writer.TellAsync(user, day.Value, true, ct);
        if (telling.Facts.IsEmpty && telling.Text is null && (await store.FindAsync(user.UserId, day.Value, ct))?.State is null or LogState.None)
            return Problem.Conflict("journal-empty", "Nothing was recorded on this day that could be told.");
        await db.InTransactionAsync(tx => writer.KeepAsync(tx, user.UserId, day.Value, telling, ct), ct);
        return TypedResults.Ok(JournalView.Of(user, day.Value, await store.FindAsync(user.UserId, day.Value, ct)));
    }
}
