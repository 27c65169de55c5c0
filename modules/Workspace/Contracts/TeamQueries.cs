using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;

namespace Daybook.Workspace.Contracts;

/// <summary>A member of a workspace, with the clock that says where their days begin.</summary>
public sealed record TeamMember(int UserId, Guid PublicId, string Name, string Role, string TimeZone, DayClock Clock);

/// <summary>A project of a workspace, archived ones too, and the client it is for.</summary>
public sealed record TeamProject(Guid Id, string Name, string Color, Guid? ClientId, string? ClientName);

/// <summary>Who and what a workspace is made of. Nothing checks who asks.</summary>
public sealed class TeamQueries(Db db)
{
    public async Task<IReadOnlyList<TeamMember>> MembersAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<MemberRow>(new CommandDefinition(SelectMembers, new { workspaceId }, cancellationToken: ct));
        return [.. rows.Select(row => row.Member)];
    }

    public async Task<IReadOnlyList<TeamProject>> ProjectsAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<ProjectRow>(new CommandDefinition(SelectProjects, new { workspaceId }, cancellationToken: ct));
        return [.. rows.Select(row => new TeamProject(row.Id, row.Name, row.Color, row.ClientId, row.ClientName))];
    }

    /// <summary>The task's project when both are the workspace's, else null.</summary>
    public async Task<Guid?> ProjectOfTaskAsync(Guid workspaceId, Guid taskId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectTask, new { workspaceId, taskId }, cancellationToken: ct));
    }

    /// <summary>The clients of the workspace that are not archived.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ClientsAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(Guid Id, string Name)>(new CommandDefinition(SelectClients, new { workspaceId }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Id, row => row.Name);
    }

    private sealed record MemberRow
    {
        public int UserId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public int DayStartMinutes { get; init; }

        public TeamMember Member
        {
            get
            {
                var dayStart = TimeSpan.FromMinutes(DayStartMinutes);
                return new TeamMember(UserId, Id, Name, Role, TimeZone, DayClock.TryCreate(TimeZone, dayStart) ?? new DayClock(TimeZoneInfo.Utc, dayStart));
            }
        }
    }

    private sealed record ProjectRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Color { get; init; } = "";
        public Guid? ClientId { get; init; }
        public string? ClientName { get; init; }
    }

    private const string SelectMembers = """
        select u.user_id, u.id, u.name, m.role, u.time_zone, u.day_start_minutes
        from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId
        order by lower(u.name), u.id
        """;

    private const string SelectProjects = """
        select p.id, p.name, p.color, p.client_id, c.name as client_name
        from workspace.project p left join workspace.client c on c.id = p.client_id
        where p.workspace_id = @workspaceId
        order by lower(p.name), p.id
        """;

    private const string SelectTask = "select project_id from workspace.task where workspace_id = @workspaceId and id = @taskId and deleted_at is null";

    private const string SelectClients = "select id, name from workspace.client where workspace_id = @workspaceId and archived_at is null order by lower(name)";
}
