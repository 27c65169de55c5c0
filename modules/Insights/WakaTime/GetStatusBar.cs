using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime;

/// <summary>GET users/{user}/statusbar/today: what editors show. Asked at every start of an editor, so it never waits: it answers what is derived so far.</summary>
internal static class GetStatusBar
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/statusbar/today", Handle, Policies.EditorRead, nameof(GetStatusBar));
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/status_bar/today", Handle, Policies.EditorRead, "GetStatusBarAsSpeltByOthers");
    }

    internal sealed record Answer(DateTimeOffset CachedAt, DaySummary Data, bool HasTeamFeatures);

    private static async Task<Ok<Answer>> Handle(ClaimsPrincipal principal, UserQueries users, ReportReader reports, TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        var today = user.Clock.DayOf(now);
        var span = new DateSpan("today", "Today", today, today);
        var report = await reports.ReadAsync(new ReportQuestion(user.UserId, user.Clock, span, DayShapes.Dimensions), ct);
        var day = DayShapes.Of(report!.Days[0], user.Clock, today) with { HasTeamFeatures = false };
        return TypedResults.Ok(new Answer(now, day, false));
    }
}
