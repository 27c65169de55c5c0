using System.Security.Claims;
using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>GET machine_names and user_agents: what the ids in heartbeats stand for.</summary>
internal static class ListSenders
{
    internal sealed record Listing<T>(IReadOnlyList<T> Data, int Page, int Total, int TotalPages);

    internal sealed record Machine(Guid Id, string Name, string Value, string? Ip, DateTimeOffset? LastSeenAt);

    internal sealed record Agent(Guid Id, string Value, string Editor, string Os, bool IsBrowserExtension, bool IsDesktopApp);

    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/machine_names", MachinesAsync, Policies.EditorRead, "ListMachineNames");
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/user_agents", AgentsAsync, Policies.EditorRead, "ListUserAgents");
    }

    private static async Task<Ok<Listing<Machine>>> MachinesAsync(ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        var userId = Caller.Of(user).UserId;
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Machine, DateTimeOffset? Seen)>(new CommandDefinition(Machines, new { userId }, cancellationToken: ct));
        return All(rows.Select(row => new Machine(StoredShapes.MachineId(row.Machine), row.Machine, row.Machine, null, row.Seen)));
    }

    private static async Task<Ok<Listing<Agent>>> AgentsAsync(ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        var userId = Caller.Of(user).UserId;
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(Agents, new { userId }, cancellationToken: ct));
        return All(rows.Select(agent =>
        {
            var tool = UserAgents.Parse(agent);
            var isDesktop = tool.Plugin is "windows-wakatime" or "macos-wakatime" or "linux-wakatime";
            return new Agent(StoredShapes.UserAgentId(agent), agent, tool.Editor, tool.Os, tool.IsBrowser, isDesktop);
        }));
    }

    private static Ok<Listing<T>> All<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        return TypedResults.Ok(new Listing<T>(list, 1, list.Count, 1));
    }

    private const string Machines = """
        select machine, max(last_seen_at) as seen from ingest.device
        where user_id = @userId and kind in (3, 4, 6)
        group by machine order by machine
        """;

    private const string Agents = """
        select distinct user_agent from ingest.context
        where user_id = @userId and entity_type is not null and user_agent is not null
        order by user_agent
        """;
}
