using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Workspace.Members;

/// <summary>A member as the rules about roles need them.</summary>
internal sealed record MemberRow
{
    public int UserId { get; init; }
    public string Role { get; init; } = "";
}

/// <summary>Writes workspace.member. Changes of one workspace's members happen one after the other, so that an owner always remains.</summary>
internal sealed class MemberStore(PersonChanges changes, TimeProvider time)
{
    public static readonly IReadOnlyList<string> Roles = ["owner", "admin", "manager", "member"];

    /// <summary>Adds the person; false when they are a member already.</summary>
    public async Task<bool> AddAsync(NpgsqlTransaction tx, Guid workspaceId, int userId, string role, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(
            new CommandDefinition(InsertMember, new { workspaceId, userId, role, Now = time.GetUtcNow() }, tx, cancellationToken: ct)) > 0;

    /// <summary>Waits for other changes of this workspace's members, then answers the member, or null.</summary>
    public async Task<MemberRow?> LockAsync(NpgsqlTransaction tx, Guid workspaceId, Guid personId, CancellationToken ct)
    {
        await tx.Connection!.ExecuteAsync(new CommandDefinition(LockWorkspace, new { workspaceId }, tx, cancellationToken: ct));
        return await tx.Connection!.QuerySingleOrDefaultAsync<MemberRow>(
            new CommandDefinition(FindMember, new { workspaceId, personId }, tx, cancellationToken: ct));
    }

    public async Task<bool> IsLastOwnerAsync(NpgsqlTransaction tx, Guid workspaceId, int userId, CancellationToken ct) =>
        !await tx.Connection!.QuerySingleAsync<bool>(new CommandDefinition(HasOtherOwner, new { workspaceId, userId }, tx, cancellationToken: ct));

    public async Task SetRoleAsync(NpgsqlTransaction tx, Guid workspaceId, int userId, string role, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateRole, new { workspaceId, userId, role }, tx, cancellationToken: ct));
    }

    public async Task RemoveAsync(NpgsqlTransaction tx, Guid workspaceId, int userId, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteMember, new { workspaceId, userId }, tx, cancellationToken: ct));
    }

    private const string InsertMember = """
        insert into workspace.member (user_id, workspace_id, role, joined_at) values (@userId, @workspaceId, @role, @Now)
        on conflict (user_id, workspace_id) do nothing
        """;

    private const string LockWorkspace = "select id from workspace.workspace where id = @workspaceId for update";

    private const string FindMember = """
        select m.user_id, m.role
        from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId and u.id = @personId
        """;

    private const string HasOtherOwner = """
        select exists (select 1 from workspace.member where workspace_id = @workspaceId and role = 'owner' and user_id <> @userId)
        """;

    private const string UpdateRole = "update workspace.member set role = @role where workspace_id = @workspaceId and user_id = @userId";
    private const string DeleteMember = "delete from workspace.member where workspace_id = @workspaceId and user_id = @userId";
}
