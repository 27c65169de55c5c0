using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.People;

/// <summary>A workspace of the person, and what they are in it.</summary>
internal sealed record MyWorkspace
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
}

/// <summary>The person who asks: who they are, how their days run, where they are at home.</summary>
internal sealed record MeAnswer(
    Guid UserId, string Name, string Email, string TimeZone, string DayStart, string Locale, IReadOnlyList<WorkStretch> WeekSchedule,
    MyWorkspace Workspace, IReadOnlyList<MyWorkspace> Workspaces);

/// <summary>GET /api/v1/me.</summary>
internal static class GetMe
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", HandleAsync).WithName(nameof(GetMe)).RequireAuthorization(Policies.Read);

    private static async Task<Ok<MeAnswer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        return TypedResults.Ok(await ReadAsync(db, caller.UserId, caller.WorkspaceId, ct));
    }

    public static async Task<MeAnswer> ReadAsync(Db db, int userId, Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(SelectMe, new { userId }, cancellationToken: ct));
        var me = await found.ReadSingleAsync<Row>();
        var workspaces = (await found.ReadAsync<MyWorkspace>()).ToArray();
        return new MeAnswer(
            me.Id, me.Name, me.Email, me.TimeZone, PersonFields.DayStartText(me.DayStartMinutes), me.Locale, WeekSchedule.Read(me.WeekSchedule),
            workspaces.First(workspace => workspace.Id == workspaceId), workspaces);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public int DayStartMinutes { get; init; }
        public string Locale { get; init; } = "";
        public string WeekSchedule { get; init; } = "";
    }

    private const string SelectMe = """
        select id, name, email, time_zone, day_start_minutes, locale, week_schedule::text as week_schedule
        from workspace.user where user_id = @userId;
        select w.id, w.name, m.role
        from workspace.member m join workspace.workspace w on w.id = m.workspace_id
        where m.user_id = @userId order by w.created_at, w.id
        """;
}
