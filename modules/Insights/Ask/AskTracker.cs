using System.Security.Claims;
using Daybook.Insights.Ask.Facts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Ask;

/// <summary>POST /api/v1/tracker/qa: the tracker contract's question about the last days, answered like any other; no model is needed for it.</summary>
internal static class AskTracker
{
    private const int MostDays = 90;

    internal sealed record Request(string? Question, int? Days);

    internal sealed record Reply(string Answer, int Days, int JournalsUsed, int TimeEntriesUsed);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/tracker/qa", Handle)
        .RequireAuthorization(Policies.Read).WithName(nameof(AskTracker)).WithTags("tracker")
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<Reply>, ProblemHttpResult>> Handle(
        Request request, ClaimsPrincipal principal, HttpContext http, UserQueries users, Asking asking, AskLimiter limiter, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var question = AskScope.Question(request.Question, errors);
        var days = request.Days ?? AskScope.UsualDays;
        if (days is < 1 or > MostDays) errors.Add("days", "out-of-range");
        if (errors.Any) return errors.Answer();
        if (limiter.Refuse(user.UserId) is { } wait) return AskQuestion.TooMany(http, wait);
        var today = user.Clock.DayOf(time.GetUtcNow());
        var answer = await asking.AnswerAsync(user, question, new DayRange(today.AddDays(1 - days), today), plain: false, ct);
        return TypedResults.Ok(new Reply(answer.Answer, days, answer.Used.Journals, answer.Used.Entries));
    }
}
