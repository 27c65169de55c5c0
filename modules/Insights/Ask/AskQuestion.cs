using System.Globalization;
using System.Security.Claims;
using Daybook.Insights.Ask.Answers;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Ask;

/// <summary>
/// POST /api/v1/ask: a question about the caller's own time. The answer is one document, or, where the caller accepts text/event-stream,
/// the same in parts: what a model was sent, sentences, the whole.
/// </summary>
internal static class AskQuestion
{
    internal sealed record Request(string? Question, string? Start, string? End, int? Days, string? Mode);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/ask", Handle)
        .RequireAuthorization(Policies.Read).WithName(nameof(AskQuestion)).WithTags("ask").Produces<AskAnswer>().Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<AskAnswer>, ProblemHttpResult, EmptyHttpResult>> Handle(
        Request request, ClaimsPrincipal principal, HttpContext http, UserQueries users, Asking asking, AskLimiter limiter, AnswerStream stream, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var question = AskScope.Question(request.Question, errors);
        var scope = AskScope.Read(request.Start, request.End, request.Days, user.Clock.DayOf(time.GetUtcNow()), errors);
        var mode = string.IsNullOrEmpty(request.Mode) ? "auto" : errors.OneOf("mode", request.Mode, ["auto", "deterministic"]);
        if (errors.Any) return errors.Answer();
        if (limiter.Refuse(user.UserId) is { } wait) return TooMany(http, wait);
        if (!AnswerStream.IsWanted(http.Request)) return TypedResults.Ok(await asking.AnswerAsync(user, question, scope, mode == "deterministic", ct));
        await stream.WriteAsync(http, () => asking.AnswerAsync(user, question, scope, mode == "deterministic", ct), ct);
        return TypedResults.Empty;
    }

    /// <summary>429, with the seconds after which the next question may be asked.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-questions", "Twenty questions a minute are the most that are answered.");
    }
}
