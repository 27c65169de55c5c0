using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Looks;

/// <summary>GET /api/v1/me/access-log: who looked at the caller's time, newest first, page by page. Only the one who was looked at reads it.</summary>
internal static class ListAccessLog
{
    private const int Size = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/access-log", HandleAsync).WithName(nameof(ListAccessLog)).RequireAuthorization(Policies.Read);

    /// <param name="What">team, member, periods, timesheet, report or export.</param>
    internal sealed record Look(Guid Id, DateTimeOffset At, string ViewerName, string WorkspaceName, string What, DateOnly FirstDay, DateOnly LastDay);

    internal sealed record Answer(IReadOnlyList<Look> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(string? cursor, ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var before = errors.Id("cursor", cursor);
        if (errors.Any) return errors.Answer();
        await using var connection = await db.OpenAsync(ct);
        var found = (await connection.QueryAsync<Row>(new CommandDefinition(
            Select, new { Caller.Of(user).UserId, before, limit = Size + 1 }, cancellationToken: ct))).AsList();
        var page = found.Take(Size).Select(row => row.Look).ToArray();
        return TypedResults.Ok(new Answer(page, found.Count > Size ? page[^1].Id.ToString() : null));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public DateTimeOffset At { get; init; }
        public string ViewerName { get; init; } = "";
        public string WorkspaceName { get; init; } = "";
        public string What { get; init; } = "";
        public DateOnly FirstDay { get; init; }
        public DateOnly LastDay { get; init; }

        public Look Look => new(Id, At, ViewerName, WorkspaceName, What, FirstDay, LastDay);
    }

    // The ids carry their time (version 7), so they are the order.
    private const string Select = """
        select l.id, l.at, v.name as viewer_name, w.name as workspace_name, l.what, l.first_day, l.last_day
        from workspace.access_log l
        join workspace.user v on v.user_id = l.viewer_id
        join workspace.workspace w on w.id = l.workspace_id
        where l.user_id = @UserId and (@before::uuid is null or l.id < @before)
        order by l.id desc
        limit @limit
        """;
}
