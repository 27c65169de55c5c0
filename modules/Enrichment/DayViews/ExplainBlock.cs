using System.Security.Claims;
using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.DayViews;

/// <summary>GET /api/v1/blocks/{id}/explain: what decided, what else was considered, and what was on the screen.</summary>
internal static class ExplainBlock
{
    private const int MaxActivity = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/blocks/{id:guid}/explain", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ExplainBlock)).WithTags("Days");

    internal sealed record DecidingRule(Guid Id, int Version, string Name);

    internal sealed record Decision(string Signal, string Value, double? Confidence, DecidingRule? Rule);

    internal sealed record Activity(string App, string Title, string Url, long DurationMs);

    /// <param name="Trace">Everything that had something to say, in the order in which it was asked.</param>
    /// <param name="Considered">What it was not, with its score.</param>
    /// <param name="DecidedBy">Null when nothing said what the time was for.</param>
    /// <param name="TitlesHidden">The samples are not kept any more, or the person withheld them.</param>
    internal sealed record Explanation(
        BlockView Block, DateOnly Date, Decision? DecidedBy, IReadOnlyList<TraceStep> Trace, IReadOnlyList<BlockAlternative> Considered,
        IReadOnlyList<Activity> Activity, bool TitlesHidden);

    private static async Task<Results<Ok<Explanation>, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, Db db, DayLoader loader, CatalogQueries catalog, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QueryFirstOrDefaultAsync<BlockRow>(new CommandDefinition(Find, new { caller.UserId, id }, cancellationToken: ct));
        if (row is null) return Problem.NotFound("block-unknown", "There is no such block: the day may have been derived anew.");

        var block = row.ToBlock();
        var names = await BlockNames.ForAsync(catalog, [block], ct);
        var activity = block.Kind is BlockKind.Private or BlockKind.Idle ? [] : await ActivityAsync(loader, new UserDay(caller.UserId, row.Day), block, ct);
        return TypedResults.Ok(new Explanation(
            names.View(block), row.Day, await DecidedAsync(connection, block, ct), DecisionTrace.Of(block), [.. block.Alternatives.Select(names.View)], activity,
            activity.Count == 0 && block.Kind != BlockKind.Idle));
    }

    private static async Task<Decision?> DecidedAsync(Npgsql.NpgsqlConnection connection, Block block, CancellationToken ct)
    {
        if (DecisionTrace.Deciding(block) is not { } why) return null;
        var rule = DecisionTrace.RuleOf(why) is ({ } ruleId, { } version)
            ? new DecidingRule(ruleId, version, await connection.ExecuteScalarAsync<string?>(new CommandDefinition(RuleName, new { ruleId, version }, cancellationToken: ct)) ?? why.Value)
            : null;
        return new Decision(why.Signal, why.Value, why.Confidence, rule);
    }

    private static async Task<IReadOnlyList<Activity>> ActivityAsync(DayLoader loader, UserDay day, Block block, CancellationToken ct)
    {
        if (await loader.LoadAsync(day, ct) is not { } inputs) return [];
        var timeline = DayDerivation.Timeline(inputs);
        var hidden = HiddenTitles.Of(inputs, timeline);
        return [.. timeline.Spans.Where(span => span.End > block.StartMs && span.Start < block.EndMs && span.Facts.App.Length + span.Facts.Title.Length > 0)
            .GroupBy(span => (span.Facts.App, Title: hidden.Show(span.Facts.Title), Url: span.Facts.Host + span.Facts.Path))
            .Select(group => new Activity(
                group.Key.App, group.Key.Title, group.Key.Url, group.Sum(span => Math.Min(span.End, block.EndMs) - Math.Max(span.Start, block.StartMs))))
            .OrderByDescending(activity => activity.DurationMs).ThenBy(activity => activity.Title, StringComparer.Ordinal).Take(MaxActivity)];
    }

    private const string Find = """
        select key, day, started_at, ended_at, kind, category, project_id, task_id, description, confidence, stage, evidence, alternatives
        from enrichment.block where user_id = @UserId and key = @id
        """;

    private const string RuleName = "select name from enrichment.rule_version where rule_id = @ruleId and version = @version";
}
