using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>GET editors, program_languages, leaders, private_leaderboards and meta: few ask for these. Editors and languages are the person's own; there are no leaderboards.</summary>
internal static class ListWakaWords
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "editors", (ClaimsPrincipal principal, StatQueries stats, CancellationToken ct) =>
            WordsAsync("editor", Dimension.Tool, principal, stats, ct), Policies.EditorRead, "ListWakaEditors");
        WakaTimeRoutes.Map(routes, "GET", "program_languages", (ClaimsPrincipal principal, StatQueries stats, CancellationToken ct) =>
            WordsAsync("language", Dimension.Language, principal, stats, ct), Policies.EditorRead, "ListWakaLanguages");
        WakaTimeRoutes.Map(routes, "GET", "leaders", Leaders, Policies.EditorRead, "ListWakaLeaders");
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/private_leaderboards", () => TypedResults.Ok(new Answer([], 0, 1)), Policies.EditorRead, "ListWakaLeaderboards");
        WakaTimeRoutes.Map(routes, "GET", "meta", () => TypedResults.Ok(new MetaAnswer(new MetaShape(new MetaAddresses([], [], [])))), Policies.EditorRead, "GetWakaMeta");
    }

    internal sealed record WakaWord(string Id, string Name, string? Color, bool IsVerified);

    internal sealed record Answer(IReadOnlyList<WakaWord> Data, int Total, int TotalPages);

    internal sealed record LeadersAnswer(
        IReadOnlyList<WakaWord> Data, WakaWord? CurrentUser, int Page, int TotalPages, string? Language, string Timeout, bool WritesOnly, DateTimeOffset ModifiedAt);

    internal sealed record MetaAddresses(IReadOnlyList<string> Api, IReadOnlyList<string> Website, IReadOnlyList<string> Worker);

    internal sealed record MetaShape(MetaAddresses Ips);

    internal sealed record MetaAnswer(MetaShape Data);

    private static async Task<Ok<Answer>> WordsAsync(string kind, Dimension dimension, ClaimsPrincipal principal, StatQueries stats, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        if (await stats.KnownDaysAsync(userId, ct) is not (var first, var last)) return TypedResults.Ok(new Answer([], 0, 1));
        var question = new StatQuestion(userId, first, last, StatStream.Tools, StatMode.WakaTime, []);
        var names = (await stats.SumsAsync(question, dimension, ct)).Where(part => part.Value.Length > 0 && part.Ms > 0)
            .OrderByDescending(part => part.Ms).ThenBy(part => part.Value, StringComparer.Ordinal).Select(part => part.Value);
        IReadOnlyList<WakaWord> words = [.. names.Select(name => new WakaWord(StableIds.Of(kind, name), name, null, false))];
        return TypedResults.Ok(new Answer(words, words.Count, 1));
    }

    private static Ok<LeadersAnswer> Leaders(string? language, TimeProvider time) =>
        TypedResults.Ok(new LeadersAnswer([], null, 1, 1, language, "15", false, time.GetUtcNow()));
}
