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

/// <summary>POST /api/v1/journal/{date}/offer: takes what was written in place of the person's own text, which is kept as a version, or leaves it.</summary>
internal static class DecideOffer
{
    private static readonly string[] Actions = ["accept", "discard"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/journal/{date}/offer", Handle).RequireAuthorization(Policies.Write).WithName(nameof(DecideOffer)).WithTags("Journal");

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> Handle(
        string date, OfferBody body, ClaimsPrincipal principal, UserQueries users, LogDesk desk, Db db, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        var accept = errors.OneOf("action", body.Action, Actions) == "accept";
        if (errors.Any || day is null) return errors.Answer();
        return await db.InTransactionAsync(tx => desk.DecideAsync(tx, user.UserId, day.Value, accept, ct), ct) is { } log
            ? TypedResults.Ok(JournalView.Of(user, day.Value, log))
            : Problem.Conflict("journal-no-offer", "Nothing is offered for this day.");
    }

    internal sealed record OfferBody(string? Action);
}
