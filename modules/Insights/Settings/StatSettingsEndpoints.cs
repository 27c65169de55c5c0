using System.Security.Claims;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Settings;

/// <summary>GET and PUT /api/v1/stats/settings: how a person's time is counted. A change counts all their days anew.</summary>
internal static class StatSettingsEndpoints
{
    private const int Shortest = 5;
    private const int Longest = 240;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/stats/settings", ReadAsync).RequireAuthorization(Policies.Read).WithName("GetStatSettings").WithTags("Statistics");
        routes.MapPut("/api/v1/stats/settings", WriteAsync).RequireAuthorization(Policies.Write).WithName("PutStatSettings").WithTags("Statistics");
    }

    internal sealed record Request(string? Mode, int? TimeoutMinutes, bool? IncludeBrowser);

    /// <param name="TimeoutMinutes">Of the modes default and wakatime; strict is always two minutes.</param>
    internal sealed record Answer(string Mode, int TimeoutMinutes, bool IncludeBrowser);

    private static async Task<Ok<Answer>> ReadAsync(ClaimsPrincipal principal, StatQueries stats, CancellationToken ct) =>
        TypedResults.Ok(Of(await stats.SettingsAsync(Caller.Of(principal).UserId, ct)));

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> WriteAsync(
        Request request, ClaimsPrincipal principal, StatQueries stats, SettingStore store, Db db, DayFeed feed, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var before = await stats.SettingsAsync(userId, ct);
        var errors = new FieldErrors();
        var after = new StatSettings(
            errors.Word("mode", request.Mode, Enum.GetValues<StatMode>()) ?? before.Mode, request.TimeoutMinutes ?? before.TimeoutMinutes,
            request.IncludeBrowser ?? before.IncludeBrowser);
        if (after.TimeoutMinutes is < Shortest or > Longest) errors.Add("timeout_minutes", "out-of-range");
        if (errors.Any) return errors.Answer();

        await db.InTransactionAsync(async tx =>
        {
            await store.WriteAsync(tx, userId, after, ct);
            // All three ways of counting are kept for each day: only what changes the count itself counts them anew.
            if (after with { Mode = before.Mode } != before) await feed.TouchKnownAsync(tx, StatFeeds.Settings, userId, null, ct);
        }, ct);
        return TypedResults.Ok(Of(after));
    }

    private static Answer Of(StatSettings settings) => new(settings.Mode.ToString().ToLowerInvariant(), settings.TimeoutMinutes, settings.IncludeBrowser);
}
