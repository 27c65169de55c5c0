using System.Globalization;
using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;

namespace Daybook.Workspace.Contracts;

/// <summary>Whom the listener for watchers stands for: whoever the settings name, or the first person, who set Daybook up.</summary>
public sealed class WatcherPerson(Db db, PersonChanges changes, WatcherListener listener)
{
    private static readonly string[] Scopes = ["ingest", "read"];
    private readonly RecentCache<string, Row> recent = new(changes, row => row.UserId);

    private sealed record Row(int UserId, Guid WorkspaceId, string Role);

    /// <summary>The person's principal; null when nobody has the chosen address. Watchers come every second: it may be a moment old.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(CancellationToken ct) =>
        await recent.GetAsync(listener.Email, () => ReadAsync(ct)) is { } person
            ? new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new(Caller.UserClaim, person.UserId.ToString(CultureInfo.InvariantCulture)),
                    new(Caller.WorkspaceClaim, person.WorkspaceId.ToString()),
                    new(Caller.RoleClaim, person.Role),
                    .. Scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)),
                ], "watchers"))
            : null;

    private async Task<Row?> ReadAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Find, new { email = listener.Email }, cancellationToken: ct));
    }

    private const string Find = """
        select u.user_id, m.workspace_id, m.role
        from workspace.user u
        join workspace.member m on m.user_id = u.user_id and m.workspace_id = u.workspace_id
        where @email = '' or lower(u.email) = lower(@email)
        order by u.user_id
        limit 1
        """;
}
