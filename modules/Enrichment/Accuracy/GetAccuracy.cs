using System.Security.Claims;
using Dapper;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.RuleBook;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.Accuracy;

/// <summary>GET /api/v1/accuracy: how right the caller's labels turned out to be, measured on what the caller reviewed.</summary>
internal static class GetAccuracy
{
    private const int Usual = 28;
    private const int Longest = 365;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/accuracy", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetAccuracy)).WithTags("Learning");

    /// <param name="Needed">Reviewed stretches from which on the matcher answers.</param>
    internal sealed record MatcherState(int Examples, bool Active, int Needed);

    internal sealed record SuspendedRule(Guid Id, string Name, int Hits, int Corrections, DateTimeOffset SuspendedAt);

    /// <param name="Forbidden">Pairs of a context and what it is not for.</param>
    internal sealed record LearnedCount(int Examples, int Forbidden);

    /// <param name="Precision">Of the reviewed time that had been proposed for a project or task, the share that was right; null when there is none.</param>
    /// <param name="Coverage">Of the time that could be for a project, the share that is said to be.</param>
    /// <param name="UndoRate">Of the decisions, the share that was taken back.</param>
    /// <param name="TimeToReviewHours">From the end of an entry to its review: the middle one.</param>
    internal sealed record AccuracyAnswer(
        int Days, long ReviewedMs, int Reviewed, double? Precision, double? PrecisionLow, double? PrecisionHigh, double? Coverage, double? UndoRate,
        double? TimeToReviewHours, IReadOnlyList<StageFigures> ByStage, IReadOnlyList<BandFigures> ByBand, IReadOnlyList<WeekFigures> Weeks,
        MatcherState Matcher, IReadOnlyList<SuspendedRule> SuspendedRules, LearnedCount Learned);

    private static async Task<Ok<AccuracyAnswer>> Handle(
        int? days, ClaimsPrincipal principal, UserQueries users, LessonBook book, RuleStore rules, SuspensionStore suspensions, Db db, TimeProvider clock,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var reach = Math.Clamp(days ?? Usual, 1, Longest);
        var today = await users.FindAsync(caller.UserId, ct) is { } user ? user.Clock.DayOf(clock.GetUtcNow()) : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = today.AddDays(1 - reach);
        var learned = await book.OfAsync(caller.UserId, ct);
        var figures = AccuracyFigures.Of([.. learned.Events.Where(review => review.Day >= from)], await CoveredAsync(db, caller.UserId, from, today, ct));
        var known = (await rules.ForUserAsync(caller.UserId, [caller.WorkspaceId], ct)).ToDictionary(rule => rule.Id);
        var suspended = (await suspensions.OfAsync(caller.UserId, ct)).Where(one => known.TryGetValue(one.RuleId, out var rule) && one.Holds(rule.Id, rule.Version))
            .Select(one => new SuspendedRule(one.RuleId, known[one.RuleId].Name, one.Hits, one.Corrections, one.SuspendedAt));
        var overall = figures.Overall;
        return TypedResults.Ok(new AccuracyAnswer(
            reach, overall.ReviewedMs, overall.Reviewed, overall.Precision, overall.PrecisionLow, overall.PrecisionHigh, figures.Coverage, figures.UndoRate,
            figures.TimeToReviewHours, figures.ByStage, figures.ByBand, figures.Weeks,
            new MatcherState(learned.Matcher.Examples, learned.Matcher.Active, Matcher.Needed), [.. suspended],
            new LearnedCount(learned.Spans.Count(span => span.Contexts.Count > 0), Lessons.From(learned.Spans, today, null).ForbiddenPairs)));
    }

    private static async Task<IReadOnlyList<CoveredDay>> CoveredAsync(Db db, int userId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<CoveredDay>(new CommandDefinition(Covered, new { userId, from, to }, cancellationToken: ct))];
    }

    private const string Covered = """
        select day,
            (coalesce(sum(extract(epoch from ended_at - started_at)) filter (where project_id is not null), 0) * 1000)::bigint as attributed_ms,
            (sum(extract(epoch from ended_at - started_at)) * 1000)::bigint as attributable_ms
        from enrichment.block where user_id = @userId and day between @from and @to and kind in (0, 1) group by day order by day
        """;
}
