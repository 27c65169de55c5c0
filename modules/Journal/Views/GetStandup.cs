using System.Security.Claims;
using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Journal.Writing;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Journal.Views;

/// <summary>GET /api/v1/standup?date&amp;locale: the last worked day, what is planned and in progress, and what blocks. Default: today, the person's language.</summary>
internal static class GetStandup
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/standup", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetStandup)).WithTags("Journal");

    private static async Task<Results<Ok<StandupView>, ProblemHttpResult>> Handle(
        string? date, string? locale, ClaimsPrincipal principal, UserQueries users, StandupLoader loader, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var day = errors.Date("date", date) ?? user.Clock.DayOf(time.GetUtcNow());
        if (!string.IsNullOrEmpty(locale) && !PhraseBook.Has(locale)) errors.Add("locale", "unknown");
        if (errors.Any) return errors.Answer();
        var book = PhraseBook.For(string.IsNullOrEmpty(locale) ? user.Locale : locale);
        var sources = await loader.LoadAsync(user, day, ct);
        var text = StandupWriter.Write(sources, book, user.Clock);
        return TypedResults.Ok(new StandupView(
            day, sources.Last?.Start, user.TimeZone, book.Locale, text.Plain, text.Sections,
            [.. (sources.Last?.Facts ?? []).Select(fact => FactView.Of(fact, book))]));
    }

    /// <param name="LastDay">The day the first section tells of; null when there was none in two weeks.</param>
    internal sealed record StandupView(
        DateOnly Date, DateOnly? LastDay, string TimeZone, string Locale, string Text, IReadOnlyList<Section> Sections, IReadOnlyList<FactView> Facts);
}
