using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime;

/// <summary>GET users/{user}/summaries?start&amp;end, both included, or ?range: day by day.</summary>
internal static class GetSummaries
{
    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/summaries", Handle, Policies.EditorRead, nameof(GetSummaries));

    private static async Task<Results<Ok<SummariesShape>, JsonHttpResult<WakaError>>> Handle(
        WakaAsk ask, ClaimsPrincipal principal, UserQueries users, StatQueries stats, ReportReader reports, TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        var ofOneProject = ask.Project is not null;
        IReadOnlyList<Dimension> dimensions = ofOneProject ? [.. DayShapes.Dimensions, Dimension.Branch, Dimension.File] : DayShapes.Dimensions;
        var first = (await stats.KnownDaysAsync(user.UserId, ct))?.First;
        var (question, error) = ask.Read(user, now, first, dimensions);
        if (question is null) return WakaError.Bad(error!);
        if (await reports.ReadAsync(question, ct) is not { } report) return WakaError.Bad(WakaError.TooLong);
        return TypedResults.Ok(SummariesShape.Of(report, question.Clock.DayOf(now), ofOneProject));
    }
}
