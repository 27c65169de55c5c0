using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Workspace.Contracts;

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

    private const string Workspaces = "select workspace_id from workspace.member where user_id = @userId order by workspace_id";

    private const string Members = "select user_id from workspace.member where workspace_id = @workspaceId order by user_id";
}
