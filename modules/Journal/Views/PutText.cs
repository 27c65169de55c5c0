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

/// <summary>PUT /api/v1/journal/{date}/text: the person's own text takes the place of what was written; an empty one gives it back.</summary>
internal static class PutText
{
    private const int Longest = 20_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/journal/{date}/text", Handle).RequireAuthorization(Policies.Write).WithName(nameof(PutText)).WithTags("Journal");

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> Handle(
        string date, TextBody body, ClaimsPrincipal principal, UserQueries users, LogDesk desk, Db db, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        var text = errors.Lines("text", body.Text, Longest);
        if (text is null) errors.Add("text", "required");
        if (errors.Any || day is null) return errors.Answer();
        return await db.InTransactionAsync(tx => desk.EditAsync(tx, user.UserId, day.Value, text!, ct), ct) is { } log
            ? TypedResults.Ok(JournalView.Of(user, day.Value, log))
            : Problem.Conflict("journal-none", "Nothing was written for this day yet.");
    }

    internal sealed record TextBody(string? Text);
}
