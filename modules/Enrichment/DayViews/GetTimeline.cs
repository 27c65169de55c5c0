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

/// <summary>GET /api/v1/days/{date}/timeline: the day in columns. Spans shorter than <c>resolution</c> milliseconds are joined.</summary>
internal static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/days/{date}/timeline", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetTimeline)).WithTags("Days");

    /// <param name="Previous">The nearest day before that has anything.</param>
    internal sealed record TimelineAnswer(
        DateOnly Date, string TimeZone, DateTimeOffset Start, DateTimeOffset End, long Resolution, long ObservedMs, DateOnly? Previous, DateOnly? Next,
        IReadOnlyList<string> Strings, IReadOnlyList<LaneView> Lanes, IReadOnlyList<BlockProject> Projects, IReadOnlyList<Guid> BlockIds);

    private static async Task<Results<Ok<TimelineAnswer>, ProblemHttpResult>> Handle(
        DateOnly date, long? resolution, ClaimsPrincipal principal, DayLoader loader, BlockQueries blocks, CatalogQueries catalog, Db db, CancellationToken ct)
    {
        if (resolution is < 0 or > 3_600_000) return Problem.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["resolution"] = ["out-of-range"] });
        var caller = Caller.Of(principal);
        if (await loader.LoadAsync(new UserDay(caller.UserId, date), ct) is not { } inputs) return Problem.NotFound("user-unknown", "There is no such account.");

        var derived = await blocks.DayAsync(caller.UserId, date, ct);
        var timeline = DayDerivation.Timeline(inputs);
        var lanes = new DayLanes(inputs.Day.Start.ToUnixTimeMilliseconds(), resolution ?? 0, derived.Blocks, HiddenTitles.Of(inputs, timeline));
        var views = lanes.Of(timeline);
        var names = await catalog.NamesAsync([.. lanes.Projects], [], ct);
        var projects = lanes.Projects.Select(id => names.Projects.TryGetValue(id, out var project) ? new BlockProject(id, project.Name, project.Color) : new BlockProject(id, "", ""));
        await using var connection = await db.OpenAsync(ct);
        var (previous, next) = await connection.QuerySingleAsync<(DateOnly?, DateOnly?)>(new CommandDefinition(Nearest, new { caller.UserId, date }, cancellationToken: ct));
        return TypedResults.Ok(new TimelineAnswer(
            date, inputs.Clock.Zone.Id, inputs.Day.Start, inputs.Day.End, resolution ?? 0, timeline.ObservedMs, previous, next, lanes.Strings, views,
            [.. projects], [.. derived.Blocks.Select(block => block.Key)]));
    }

    private const string Nearest = """
        select (select max(day) from enrichment.day where user_id = @UserId and day < @date and observed_ms > 0) as previous,
            (select min(day) from enrichment.day where user_id = @UserId and day > @date and observed_ms > 0) as next
        """;
}
