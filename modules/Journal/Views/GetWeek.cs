using System.Globalization;
using System.Security.Claims;
using Daybook.Journal.Logs;
using Daybook.Journal.Phrases;
using Daybook.Journal.Sources;
using Daybook.Journal.Writing;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Journal.Views;

/// <summary>GET /api/v1/weeks/{iso-week}: a week (2026-W47) as a text from the same facts as its days, and the days' own texts.</summary>
internal static class GetWeek
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/weeks/{week}", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetWeek)).WithTags("Journal");

    private static async Task<Results<Ok<WeekView>, ProblemHttpResult>> Handle(
        string week, ClaimsPrincipal principal, UserQueries users, FactsLoader loader, WorkLogStore store, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        if (MondayOf(week) is not { } start) return FieldErrors.Answer("week", "invalid");
        var (end, book) = (start.AddDays(6), PhraseBook.For(user.Locale));
        var facts = await loader.LoadAsync(user, start, end, ct);
        var text = new TemplateWriter(facts, book, user.Clock).Week();
        var marks = (await store.RangeAsync(user.UserId, start, end, ct)).ToDictionary(log => log.Day, JournalMark.Of);
        return TypedResults.Ok(new WeekView(
            week, start, end, user.TimeZone, book.Locale, facts.Total?.Ms ?? 0, text.Plain, text.Sections, [.. facts.Facts.Select(fact => FactView.Of(fact, book))],
            [.. Enumerable.Range(0, 7).Select(start.AddDays).Select(day => new WeekDay(day, facts.ByDay.GetValueOrDefault(day), marks.GetValueOrDefault(day)))]));
    }

    /// <summary>The Monday of "2026-W47"; null when there is no such week.</summary>
    internal static DateOnly? MondayOf(string week)
    {
        if (week.Length != 8 || week[4] != '-' || week[5] != 'W'
            || !int.TryParse(week.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(week.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1970 or >= 2200 || number < 1 || number > ISOWeek.GetWeeksInYear(year)) return null;
        return DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday));
    }

    internal sealed record WeekView(
        string Week, DateOnly Start, DateOnly End, string TimeZone, string Locale, long TotalMs, string Text, IReadOnlyList<Section> Sections,
        IReadOnlyList<FactView> Facts, IReadOnlyList<WeekDay> Days);

    /// <param name="Journal">Null when nothing was written and nothing noted.</param>
    internal sealed record WeekDay(DateOnly Date, long TotalMs, JournalMark? Journal);
}
