using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.DayViews;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Runs;
using Daybook.Enrichment.RunViews;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.Preview;

/// <summary>POST /api/v1/rules/preview: what a rule would change on the caller's latest days. Nothing is saved.</summary>
internal static class PreviewRule
{
    private const int DefaultDays = 30;
    private const int MaxDays = 90;
    private const int MaxMatches = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rules/preview", Handle).RequireAuthorization(Policies.Read).WithName(nameof(PreviewRule)).WithTags("Rules");

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> Handle(
        PreviewBody body, ClaimsPrincipal principal, RulePreviewer previewer, UserQueries users, CatalogQueries catalog, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var rule = body.Rule ?? new RuleBody(null, null, null, null, null, null);
        var check = new RuleCheck(catalog);
        if (body.Days is < 1 or > MaxDays) check.Add(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["days"] = ["out-of-range"] });
        if (await check.ReadAsync(caller.UserId, rule, ct) is not { } read) return check.Answer();
        var now = clock.GetUtcNow();
        var today = await users.FindAsync(caller.UserId, ct) is { } user ? user.Clock.DayOf(now) : DateOnly.FromDateTime(now.UtcDateTime);
        var asked = new LabelRule(body.RuleId ?? Guid.CreateVersion7(now), 1, read.Name, read.Scope, true, rule.Priority ?? 0, now, read.All, read.Not, read.Then);
        var tally = await previewer.RunAsync(caller.UserId, today, body.Days ?? DefaultDays, asked, body.RuleId, ct);
        return TypedResults.Ok(await AnswerAsync(tally, catalog, ct));
    }

    private static async Task<PreviewAnswer> AnswerAsync(PreviewTally tally, CatalogQueries catalog, CancellationToken ct)
    {
        var moves = tally.Moves().ToArray();
        var shifts = await ShiftNames.ForAsync(catalog, tally.Shifts.SelectMany(day => ShiftNames.Of(day.Shift)), ct);
        var names = await BlockNames.ForAsync(catalog, moves.SelectMany(move => (Block[])[move.Stretch.Before, move.Stretch.After]), ct);
        return new PreviewAnswer(
            tally.Days, tally.Complete, tally.ObservedMs, tally.MatchedMs, tally.ChangedMs, shifts.Tasks(tally.Shifts.Select(day => day.Shift)),
            [.. tally.Matches(MaxMatches)], [.. moves.Select(move => Row(move, names))],
            [.. tally.Rivals.Select(rival => new PreviewConflict(rival.Rule.Id, rival.Rule.Name, rival.Relation, rival.Length, [.. rival.Samples]))],
            [.. tally.Shifts.SelectMany(day => shifts.Disagreements(day.Day, day.Shift))]);
    }

    private static PreviewRow Row(PreviewMove move, BlockNames names) => new(
        move.Day, DateTimeOffset.FromUnixTimeMilliseconds(move.Stretch.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(move.Stretch.EndMs), move.Title,
        Label(move.Stretch.Before, names), Label(move.Stretch.After, names));

    private static PreviewLabel Label(Block block, BlockNames names) => new(
        block.Kind, block.Category, block.ProjectId, block.TaskId, names.Project(block.ProjectId), names.Task(block.TaskId), block.Stage, block.Confidence);
}
