using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Stats;
using Daybook.Insights.Views;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Sessions;

/// <summary>GET /api/v1/sessions: who worked on what from when to when, the newest first, page by page. Default: the last seven days.</summary>
internal static class ListSessions
{
    private const int Page = 100;
    private const int Largest = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/sessions", Handle).RequireAuthorization(Policies.Read).WithName("ListWorkSessions").WithTags("Statistics");

    private static async Task<Results<Ok<SessionPage>, ProblemHttpResult>> Handle(
        string? start, string? end, string? tool, string? project, string? cursor, int? limit, ClaimsPrincipal principal, UserQueries users, StatQueries stats,
        SessionQueries sessions, CatalogQueries catalog, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var request = StatRequest.Read(start, end, null, null, StatSettings.Default, user, time, errors);
        var after = string.IsNullOrEmpty(cursor) ? null : SessionKey.Parse(cursor);
        if (after is null && !string.IsNullOrEmpty(cursor)) errors.Add("cursor", "invalid");
        if (limit is < 1 or > Largest) errors.Add("limit", "out-of-range");
        if (tool?.Contains('\0', StringComparison.Ordinal) == true) errors.Add("tool", "invalid");
        if (project?.Contains('\0', StringComparison.Ordinal) == true) errors.Add("project", "invalid");
        if (errors.Any) return errors.Answer();

        var map = new RepositoryMap(await catalog.ForUserAsync(user.UserId, ct));
        var repositories = project is null ? null : map.RepositoriesOf(project, await stats.RepositoriesAsync(user.UserId, ct));
        var size = limit ?? Page;
        var found = await sessions.ListAsync(
            new SessionFilter(user.UserId, request.Start, request.End, tool is null ? null : [tool], repositories), after, size + 1, ct);
        return TypedResults.Ok(new SessionPage(
            [.. found.Take(size).Select(session => Item(session, map))], found.Count > size ? found[size - 1].Key.ToString() : null));
    }

    private static SessionItem Item(Session session, RepositoryMap map) => new(
        session.Key.ToString(), session.Tool, map.NameOf(session.Repository), session.Repository, DateTimeOffset.FromUnixTimeMilliseconds(session.StartMs),
        DateTimeOffset.FromUnixTimeMilliseconds(session.EndMs), session.EndMs - session.StartMs, session.Beats, SourceWords.Of(session.Source));

    internal sealed record SessionPage(IReadOnlyList<SessionItem> Items, string? Next);

    /// <param name="Project">What the repository is mapped to, or the repository.</param>
    /// <param name="DurationMs">From the first heartbeat to the last: sessions of different tools overlap and do not add up.</param>
    /// <param name="Source">human, assist or agent.</param>
    internal sealed record SessionItem(
        string Id, string Tool, string Project, string Repository, DateTimeOffset Start, DateTimeOffset End, long DurationMs, int Heartbeats, string Source);
}
