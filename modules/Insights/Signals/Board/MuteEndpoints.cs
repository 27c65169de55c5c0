using System.Security.Claims;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Signals.Board;

/// <summary>POST /api/v1/insights/{id}/mute, GET and DELETE /api/v1/insights/mutes: kinds the caller does not want to hear of.</summary>
internal static class MuteEndpoints
{
    private static readonly string[] Lengths = ["day", "week", "month", "always"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/insights/{id:guid}/mute", MuteAsync).RequireAuthorization(Policies.Write).WithName("MuteInsight").WithTags("insights");
        routes.MapGet("/api/v1/insights/mutes", ListAsync).RequireAuthorization(Policies.Read).WithName("ListMutes").WithTags("insights");
        routes.MapDelete("/api/v1/insights/mutes/{kind}", UnmuteAsync).RequireAuthorization(Policies.Write).WithName("UnmuteInsights").WithTags("insights");
    }

    /// <param name="For">day, week, month or always.</param>
    internal sealed record Request(string? For);

    /// <param name="Until">Null: for good.</param>
    internal sealed record MuteView(string Kind, DateTimeOffset? Until);

    internal sealed record Answer(IReadOnlyList<MuteView> Items, string? Next);

    private static async Task<Results<Ok<MuteView>, ProblemHttpResult>> MuteAsync(
        Guid id, Request request, ClaimsPrincipal principal, InsightQueries insights, MuteStore store, Db db, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var errors = new FieldErrors();
        var length = errors.OneOf("for", request.For, Lengths);
        if (errors.Any) return errors.Answer();
        if (await insights.FindAsync(userId, id, ct) is not { } insight) return Problem.NotFound("insight-unknown", "There is no such insight.");
        var now = time.GetUtcNow();
        DateTimeOffset? until = length switch { "day" => now.AddDays(1), "week" => now.AddDays(7), "month" => now.AddDays(30), _ => null };
        await db.InTransactionAsync(tx => store.MuteAsync(tx, userId, insight.Kind, until, now, ct), ct);
        return TypedResults.Ok(new MuteView(insight.Kind, until));
    }

    private static async Task<Ok<Answer>> ListAsync(ClaimsPrincipal principal, InsightQueries insights, TimeProvider time, CancellationToken ct)
    {
        var mutes = await insights.MutesAsync(Caller.Of(principal).UserId, time.GetUtcNow(), ct);
        return TypedResults.Ok(new Answer([.. mutes.Select(mute => new MuteView(mute.Kind, mute.Until))], null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnmuteAsync(string kind, ClaimsPrincipal principal, MuteStore store, Db db, CancellationToken ct)
    {
        if (Kinds.Find(kind) is null) return Problem.NotFound("kind-unknown", "There is no such kind of insight.");
        await db.InTransactionAsync(tx => store.UnmuteAsync(tx, Caller.Of(principal).UserId, kind, ct), ct);
        return TypedResults.NoContent();
    }
}
