using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.DayViews;

/// <summary>GET /api/v1/rules/words: the words in titles of time that nothing attributed, most time first: what a next rule could be about.</summary>
internal static class ListUnlabelledWords
{
    private const int MaxDays = 31;
    private const int MaxWords = 40;
    private const int MaxTitles = 3;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/rules/words", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListUnlabelledWords)).WithTags("Rules");

    internal sealed record UnlabelledWord(string Word, long DurationMs, IReadOnlyList<string> Titles);

    internal sealed record WordList(IReadOnlyList<UnlabelledWord> Items);

    private static async Task<Ok<WordList>> Handle(
        int? days, ClaimsPrincipal principal, UserQueries users, BlockQueries blocks, DayLoader loader, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return TypedResults.Ok(new WordList([]));
        var today = user.Clock.DayOf(clock.GetUtcNow());
        var from = today.AddDays(1 - Math.Clamp(days ?? 14, 1, MaxDays));
        var titles = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var day in (await blocks.ObservedAsync(caller.UserId, from, today, ct)).Keys.Order())
        {
            var derived = await blocks.DayAsync(caller.UserId, day, ct);
            var open = derived.Blocks.Where(block => block is { Kind: BlockKind.Work or BlockKind.Neutral, ProjectId: null }).ToArray();
            if (open.Length == 0 || await loader.LoadAsync(new UserDay(caller.UserId, day), ct) is not { } inputs) continue;
            var timeline = DayDerivation.Timeline(inputs);
            Collect(titles, timeline.Spans, open, HiddenTitles.Of(inputs, timeline));
        }

        return TypedResults.Ok(new WordList(Count(titles)));
    }

    private static void Collect(Dictionary<string, long> titles, IReadOnlyList<Span> spans, Block[] open, HiddenTitles hidden)
    {
        var at = 0;
        foreach (var span in spans)
        {
            while (at < open.Length && open[at].EndMs <= span.Start) at++;
            if (at == open.Length) return;
            var shared = Math.Min(span.End, open[at].EndMs) - Math.Max(span.Start, open[at].StartMs);
            if (shared > 0 && hidden.Show(span.Facts.Title) is { Length: > 0 } title) titles[title] = titles.GetValueOrDefault(title) + shared;
        }
    }

    private static UnlabelledWord[] Count(Dictionary<string, long> titles) =>
        [.. titles.SelectMany(title => Words.Plain(title.Key).Select(word => (Word: word, Title: title.Key, Length: title.Value)))
            .GroupBy(item => item.Word, StringComparer.OrdinalIgnoreCase)
            .Select(group => new UnlabelledWord(
                group.Key, group.Sum(item => item.Length), [.. group.OrderByDescending(item => item.Length).ThenBy(item => item.Title, StringComparer.Ordinal).Take(MaxTitles).Select(item => item.Title)]))
            .OrderByDescending(word => word.DurationMs).ThenBy(word => word.Word, StringComparer.Ordinal).Take(MaxWords)];
}
