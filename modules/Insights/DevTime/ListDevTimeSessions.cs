using System.Globalization;
using System.Security.Claims;
using Dapper;
using Daybook.Insights.Reports;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.DevTime;

/// <summary>GET /api/sessions?range or start&amp;end [&amp;tool&amp;project]: heartbeats of one tool and project with gaps under the timeout, newest first.</summary>
internal static class ListDevTimeSessions
{
    private const int Most = 5000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/sessions", Handle).RequireAuthorization(Policies.EditorRead).WithMetadata(new AcceptsEditorKey(), new OpenToPages())
            .WithName(nameof(ListDevTimeSessions)).WithTags("devtime");

    /// <param name="StartTime">Unix milliseconds, as heartbeats have them.</param>
    /// <param name="Duration">Seconds. Sessions of tools side by side overlap: their durations add up to more than the person's time.</param>
    internal sealed record DevTimeSession(
        string Id, Guid UserId, string Tool, string Project, long StartTime, long EndTime, double Duration, int HeartbeatCount);

    internal sealed record Answer(IReadOnlyList<DevTimeSession> Sessions);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string? range, string? start, string? end, string? tool, string? project, ClaimsPrincipal principal, UserQueries users, Db db, TimeProvider time,
        CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var span = DevTimeRange.Read(range, start, end, "week", user.Clock, time.GetUtcNow(), null, errors);
        if (errors.Any) return errors.Answer();

        await using var connection = await db.OpenAsync(ct);
        // A day more on both sides: a session across midnight is kept in a piece for each day.
        var pieces = await connection.QueryAsync<SessionPiece>(new CommandDefinition(
            Pieces, new { user.UserId, From = span.Start.AddDays(-1), To = span.End.AddDays(1) }, cancellationToken: ct));
        var (from, to) = (user.Clock.Of(span.Start).Start.ToUnixTimeMilliseconds(), user.Clock.Of(span.End).End.ToUnixTimeMilliseconds());
        var sessions = Join(pieces)
            .Where(piece => piece.EndMs >= from && piece.StartMs < to)
            .Where(piece => tool is null || string.Equals(Named(piece.Tool), tool, StringComparison.OrdinalIgnoreCase))
            .Where(piece => project is null || string.Equals(Named(piece.Project), project, StringComparison.Ordinal))
            .OrderByDescending(piece => piece.StartMs).ThenBy(piece => piece.Tool, StringComparer.Ordinal).ThenBy(piece => piece.Project, StringComparer.Ordinal)
            .Take(Most);
        return TypedResults.Ok(new Answer([.. sessions.Select(piece => Of(piece, user.PublicId))]));
    }

    internal sealed record SessionPiece
    {
        public string? Tool { get; init; }
        public string? Project { get; init; }
        public short Source { get; init; }
        public long StartMs { get; init; }
        public long EndMs { get; init; }
        public int Beats { get; init; }
        public bool FromBefore { get; init; }
        public bool IntoNext { get; init; }
    }

    /// <summary>The pieces of one session become one again.</summary>
    internal static List<SessionPiece> Join(IEnumerable<SessionPiece> pieces)
    {
        var joined = new List<SessionPiece>();
        var open = new Dictionary<(string?, string?, short), int>();
        foreach (var piece in pieces.OrderBy(piece => piece.StartMs))
        {
            var key = (piece.Tool, piece.Project, piece.Source);
            if (piece.FromBefore && open.TryGetValue(key, out var place) && joined[place].IntoNext)
                joined[place] = joined[place] with { EndMs = piece.EndMs, Beats = joined[place].Beats + piece.Beats, IntoNext = piece.IntoNext };
            else
            {
                open[key] = joined.Count;
                joined.Add(piece);
            }
        }

        return joined;
    }

    // The id tells what makes the session: it stays while the session grows.
    private static DevTimeSession Of(SessionPiece piece, Guid userId) => new(
        StableIds.Of("session", string.Create(CultureInfo.InvariantCulture, $"{userId}|{piece.StartMs}|{piece.Tool}|{piece.Project}|{piece.Source}")),
        userId, Named(piece.Tool), Named(piece.Project), piece.StartMs, piece.EndMs, (piece.EndMs - piece.StartMs) / 1000.0, piece.Beats);

    private static string Named(string? value) => string.IsNullOrEmpty(value) ? DevTimeRange.Unknown : value;

    private const string Pieces = """
        select tool.text as tool, project.text as project, session.source, session.start_ms, session.end_ms, session.beats, session.from_before, session.into_next
        from insights.session as session
        left join insights.value as tool on tool.user_id = session.user_id and tool.value_id = session.tool
        left join insights.value as project on project.user_id = session.user_id and project.value_id = session.repository
        where session.user_id = @UserId and session.day between @From and @To
        """;
}
