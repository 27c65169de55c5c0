using Daybook.Workspace.Contracts;

namespace Daybook.Host.Admin;

/// <summary>A member of the caller's workspace, by both numbers: an administrator sees nobody else's days.</summary>
internal sealed record WorkPerson(int UserId, Guid PublicId, string Name)
{
    public static async Task<IReadOnlyList<WorkPerson>> OfAsync(MemberQueries members, UserQueries users, Guid workspaceId, CancellationToken ct)
    {
        var people = new List<WorkPerson>();
        foreach (var id in await members.MembersOfAsync(workspaceId, ct))
            if (await users.FindAsync(id, ct) is { } person) people.Add(new WorkPerson(id, person.PublicId, person.Name));
        return people;
    }
}
