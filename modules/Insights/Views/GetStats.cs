using System.Security.Claims;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Views;

/// <summary>GET /api/v1/stats: a range of days in total, broken down one way, compared with the range before it. Default: the last seven days.</summary>
internal static class GetStats
{
    private static readonly StatFilter OfAgents = new(Dimension.Source, ["agent"]);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/stats", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetStats)).WithTags("Statistics");

    private static async Task<Results<Ok<StatsAnswer>, ProblemHttpResult>> Handle(
        string? start, string? end, [FromQuery(Name = "group_by")] string? groupBy, string? stream, string? mode, string[]? filter, ClaimsPrincipal principal,
        UserQueries users, StatQueries stats, CatalogQueries catalog, DayWorkQueries work, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var settings = await stats.SettingsAsync(user.UserId, ct);
        var map = new RepositoryMap(await catalog.ForUserAsync(user.UserId, ct));
        var errors = new FieldErrors();
        var request = StatRequest.Read(start, end, stream, mode, settings, user, time, errors);
        var word = string.IsNullOrEmpty(groupBy) ? Grouping.Project : errors.OneOf("group_by", groupBy, [.. Grouping.All]);
        var filters = await FilterReader.ReadAsync(filter, map, () => stats.RepositoriesAsync(user.UserId, ct), errors);
        if (errors.Any) return errors.Answer();

        // Asked first: a day that settles in between is then called pending, never the other way round.
        var pending = await work.PendingAsync(user.UserId, request.Start, request.End, ct);
        var question = request.Question(user.UserId, filters);
        var grouping = Grouping.Of(word, map);
        var parts = await stats.PartsAsync(question, grouping.Dimension, ct);
        var previous = await stats.SumsAsync(StatRequest.Before(question), grouping.Dimension, ct);
        var own = grouping.Dimension == Dimension.Tool && request.Stream == StatStream.Tools && filters.All(given => given.Dimension == Dimension.Tool)
            ? await stats.OwnAsync(question, ct)
            : null;
        var report = new StatReport(grouping, parts, previous, own);
        var agents = await AgentsAsync(stats, question, request.Stream == StatStream.Tools && grouping.Dimension != Dimension.File ? report.Agents : null, ct);
        var groups = report.Groups();
        return TypedResults.Ok(new StatsAnswer(
            request.Start, request.End, user.TimeZone, StatRequest.Word(request.Stream), StatRequest.Word(request.Mode), settings.TimeoutOf(request.Mode), word,
            pending.Count, report.TotalMs, report.PreviousMs, report.ActiveDays, report.ActiveDays == 0 ? 0 : report.TotalMs / report.ActiveDays, report.Best,
            groups, report.Days(request.Start, request.End), agents.Time, agents.Work));
    }

    /// <summary>
    /// Agents are heard, not seen: their work is the same whichever stream is asked for. <paramref name="known"/>: where the parts of the answer already
    /// say what they come to; files know no tokens.
    /// </summary>
    private static async Task<(AgentTime Time, AiWork Work)> AgentsAsync(StatQueries stats, StatQuestion question, AgentSums? known, CancellationToken ct)
    {
        var heard = question with { Stream = StatStream.Tools };
        var (total, supervised, counts) = known ?? AgentSums.Of(await stats.SumsAsync(heard, Dimension.Source, ct));
        var agents = total == 0 && counts == default ? [] : await stats.SumsAsync(heard with { Filters = [.. heard.Filters, OfAgents] }, Dimension.Tool, ct);
        return (
            new AgentTime(total, supervised, total - supervised),
            new AiWork(
                counts.LinesAi, counts.LinesHuman, counts.TokensIn, counts.TokensOut, counts.TokensCached, counts.Prompts,
                [.. agents.Select(part => new AgentWork(part.Value, part.AgentMs, part.Ai.TokensIn, part.Ai.TokensOut, part.Ai.LinesAi))
                    .OrderByDescending(agent => agent.Ms).ThenBy(agent => agent.Name, StringComparer.Ordinal)]));
    }
}
