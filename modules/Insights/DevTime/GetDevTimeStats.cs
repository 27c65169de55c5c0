using System.Security.Claims;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.DevTime;

/// <summary>
/// GET /api/stats?range=day|week|month|year|…, or start&amp;end, both included; [&amp;tool&amp;project&amp;language]. All numbers are seconds. The total is
/// the person's activity, counted once however many tools ran side by side.
/// </summary>
internal static class GetDevTimeStats
{
    private static readonly IReadOnlyList<Dimension> Dimensions = [Dimension.Tool, Dimension.Repository, Dimension.Language];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/stats", Handle).RequireAuthorization(Policies.EditorRead).WithMetadata(new AcceptsEditorKey(), new OpenToPages())
            .WithName(nameof(GetDevTimeStats)).WithTags("devtime");

    internal sealed record DevTimeDay(DateOnly Date, double Seconds);

    internal sealed record DevTimeSums(double ByTool, double ByProject, double ByLanguage);

    /// <param name="ByTool">Seconds of the total by the tool they are put down to.</param>
    /// <param name="AddsUpTo">What the members of each breakdown add up to: the total.</param>
    /// <param name="OwnByTool">What each tool would count alone: these overlap and may add up to more.</param>
    internal sealed record Answer(
        double TotalSeconds, IReadOnlyDictionary<string, double> ByTool, IReadOnlyDictionary<string, double> ByProject,
        IReadOnlyDictionary<string, double> ByLanguage, IReadOnlyList<DevTimeDay> ByDay, DevTimeSums AddsUpTo, IReadOnlyDictionary<string, double> OwnByTool);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string? range, string? start, string? end, string? tool, string? project, string? language, ClaimsPrincipal principal, UserQueries users,
        StatQueries stats, ReportReader reports, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var first = (await stats.KnownDaysAsync(user.UserId, ct))?.First;
        var span = DevTimeRange.Read(range, start, end, "day", user.Clock, time.GetUtcNow(), first, errors);
        if (errors.Any) return errors.Answer();

        var filters = Filters((Dimension.Tool, tool), (Dimension.Repository, project), (Dimension.Language, language));
        var report = (await reports.ReadAsync(new ReportQuestion(user.UserId, user.Clock, span, Dimensions) { Filters = filters, AsOne = true }, ct))!;
        var settings = await stats.SettingsAsync(user.UserId, ct);
        var own = await stats.OwnAsync(new StatQuestion(user.UserId, span.Start, span.End, StatStream.Tools, settings.Mode, filters), ct);
        return TypedResults.Ok(new Answer(
            Seconds(report.TotalMs), Of(Dimension.Tool), Of(Dimension.Repository), Of(Dimension.Language),
            [.. report.Days.Select(day => new DevTimeDay(day.Date, Seconds(day.TotalMs)))],
            new DevTimeSums(Sum(Dimension.Tool), Sum(Dimension.Repository), Sum(Dimension.Language)),
            own.ToDictionary(pair => Named(pair.Key), pair => Seconds(pair.Value), StringComparer.Ordinal)));

        IReadOnlyDictionary<string, double> Of(Dimension dimension) =>
            report.Sum(dimension).Where(part => part.Ms > 0).ToDictionary(part => Named(part.Name), part => Seconds(part.Ms), StringComparer.Ordinal);

        double Sum(Dimension dimension) => Seconds(report.Sum(dimension).Sum(part => part.Ms));
    }

    private static List<StatFilter> Filters(params ReadOnlySpan<(Dimension Dimension, string? Value)> asked)
    {
        var filters = new List<StatFilter>();
        foreach (var (dimension, value) in asked)
            if (value is not null) filters.Add(new StatFilter(dimension, [value is DevTimeRange.Unknown ? "" : value]));
        return filters;
    }

    private static string Named(string value) => value.Length == 0 ? DevTimeRange.Unknown : value;

    private static double Seconds(long ms) => ms / 1000.0;
}
