using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Goals;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>GET users/{user}/goals and goals/{id}: the person's goals in WakaTime's shape. The last chart item is the present period.</summary>
internal static class ListWakaGoals
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/goals", Handle, Policies.EditorRead, nameof(ListWakaGoals));
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/goals/{id}", HandleOne, Policies.EditorRead, "GetWakaGoal");
    }

    internal sealed record Answer(IReadOnlyList<GoalShape> Data, int Total, int TotalPages);

    internal sealed record AnswerOne(DateTimeOffset CachedAt, GoalShape Data);

    private static async Task<Ok<Answer>> Handle(ClaimsPrincipal principal, UserQueries users, GoalReader goals, TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var today = user.Clock.DayOf(time.GetUtcNow());
        IReadOnlyList<GoalShape> found = [.. (await goals.ListAsync(user.UserId, user.Clock, ct)).Select(state => GoalShapes.Of(state, user, today))];
        return TypedResults.Ok(new Answer(found, found.Count, 1));
    }

    private static async Task<Results<Ok<AnswerOne>, JsonHttpResult<WakaError>>> HandleOne(
        string id, ClaimsPrincipal principal, UserQueries users, GoalReader goals, TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        return Guid.TryParse(id, out var goal) && await goals.FindAsync(user.UserId, goal, user.Clock, ct) is { } state
            ? TypedResults.Ok(new AnswerOne(now, GoalShapes.Of(state, user, user.Clock.DayOf(now))))
            : WakaError.Of(StatusCodes.Status404NotFound, "There is no such goal.");
    }
}
