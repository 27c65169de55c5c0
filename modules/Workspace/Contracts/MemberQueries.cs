using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Workspace.Contracts;

/// <summary>A member of a workspace. <paramref name="PublicId"/> is the id the API shows.</summary>
public sealed record MemberInfo(int UserId, Guid PublicId, string Name, string Role)
{
    /// <summary>Looks after the time of others: owner, admin or manager.</summary>
    public bool Manages => Role is "owner" or "admin" or "manager";
}

/// <summary>Who belongs to which workspace.</summary>
public sealed class MemberQueries(Db db)
{
    /// <summary>The workspaces the person is a member of, by id.</summary>
    public async Task<IReadOnlyList<Guid>> WorkspacesOfAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(Workspaces, new { userId }, cancellationToken: ct))).AsList();
    }

    /// <summary>The workspace's members, by id.</summary>
    public async Task<IReadOnlyList<int>> MembersOfAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<int>(new CommandDefinition(Members, new { workspaceId }, cancellationToken: ct))).AsList();
    }

    /// <summary>The workspace a person works in first; null when there is no such person.</summary>
    public async Task<Guid?> HomeAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(Home, new { userId }, cancellationToken: ct));
    }

    /// <summary>The workspace's members with their roles, by id.</summary>
    public async Task<IReadOnlyList<MemberInfo>> PeopleAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<MemberInfo>(new CommandDefinition(People, new { workspaceId }, cancellationToken: ct))).AsList();
    }

    /// <summary>The person as a member of the workspace; null when they are none.</summary>
    public async Task<MemberInfo?> FindAsync(Guid workspaceId, int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<MemberInfo>(new CommandDefinition(One, new { workspaceId, userId }, cancellationToken: ct));
    }

    private const string Home = "select workspace_id from workspace.user where user_id = @userId";

    private const string People = """
        select u.user_id, u.id as public_id, u.name, m.role
        from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId order by u.user_id
        """;

    private const string One = """
        select u.user_id, u.id as public_id, u.name, m.role
        from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId and m.user_id = @userId
        """;

    private const string Workspaces = "select workspace_id from workspace.member where user_id = @userId order by workspace_id";

    private const string Members = "select user_id from workspace.member where workspace_id = @workspaceId order by user_id";
}
