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

/// <summary>GET /api/v1/journal?from&amp;to: which days have a text or notes, both ends included; at most a year of days.</summary>
internal static class ListJournal
{
    private const int Longest = 366;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/journal", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListJournal)).WithTags("Journal");

    private static async Task<Results<Ok<JournalDays>, ProblemHttpResult>> Handle(
        string? from, string? to, ClaimsPrincipal principal, UserQueries users, WorkLogStore store, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var last = errors.Date("to", to) ?? user.Clock.DayOf(time.GetUtcNow());
        var first = errors.Date("from", from) ?? last.AddDays(-30);
        if (first > last) errors.Add("from", "after-end");
        else if (last.DayNumber - first.DayNumber >= Longest) errors.Add("to", "too-long");
        if (errors.Any) return errors.Answer();
        return TypedResults.Ok(new JournalDays(first, last, [.. (await store.RangeAsync(user.UserId, first, last, ct)).Select(JournalMark.Of)]));
    }

    internal sealed record JournalDays(DateOnly From, DateOnly To, IReadOnlyList<JournalMark> Days);
}

/// <summary>A day in a list.</summary>
/// <param name="Lead">The text's first sentence or line.</param>
internal sealed record JournalMark(DateOnly Date, LogState State, LogSource? Source, bool Edited, bool HasOffer, bool HasNotes, long TotalMs, string Lead)
{
    public static JournalMark Of(WorkLog log) => new(
        log.Day, log.State, log.State == LogState.None ? null : log.Source, log.Edited is not null, log.HasOffer, log.Notes.Length > 0, log.TotalMs,
        log.Edited is { } own ? own.Split('\n', 2)[0] : log.Sections is [var first, ..] && first.Sentences is [var sentence, ..] ? sentence.Text : "");
}
