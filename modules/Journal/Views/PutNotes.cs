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

/// <summary>PUT /api/v1/journal/{date}/notes: the person's own words beside the text. Nothing else ever writes them.</summary>
internal static class PutNotes
{
    private const int Longest = 10_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/journal/{date}/notes", Handle).RequireAuthorization(Policies.Write).WithName(nameof(PutNotes)).WithTags("Journal");

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> Handle(
        string date, NotesBody body, ClaimsPrincipal principal, UserQueries users, LogDesk desk, Db db, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        var notes = errors.Lines("notes", body.Notes, Longest);
        if (notes is null) errors.Add("notes", "required");
        if (errors.Any || day is null) return errors.Answer();
        return TypedResults.Ok(JournalView.Of(user, day.Value, await db.InTransactionAsync(tx => desk.NoteAsync(tx, user.UserId, day.Value, notes!, ct), ct)));
    }

    internal sealed record NotesBody(string? Notes);
}
