using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.Members;

/// <summary>A member as pages show it; user_id is the public id.</summary>
internal sealed record MemberItem
{
    public Guid UserId { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }

    public static ProblemHttpResult Unknown() => Problem.NotFound("member-unknown", "There is no such member in this workspace.");

    public static ProblemHttpResult OwnersOnly() => Problem.Forbidden("forbidden", "Only an owner makes, changes or removes owners.");

    public static ProblemHttpResult LastOwner() => Problem.Conflict("last-owner", "A workspace keeps at least one owner.");

    public static async Task<IReadOnlyList<MemberItem>> ReadAsync(Db db, Guid workspaceId, Guid? person, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<MemberItem>(new CommandDefinition(SelectMembers, new { workspaceId, person }, cancellationToken: ct))];
    }

    private const string SelectMembers = """
        select u.id as user_id, u.name, u.email, m.role, m.joined_at
        from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId and (@person::uuid is null or u.id = @person)
        order by m.joined_at, u.id
        """;
}
