using Daybook.Kernel.Problems;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Targets;

/// <summary>Somebody, as a target names them.</summary>
internal sealed record PersonRef(Guid Id, string Name);

/// <param name="WeekMs">Milliseconds for Monday to Sunday.</param>
/// <param name="MayChange">The caller may change or remove it.</param>
internal sealed record TargetView(
    Guid Id, TargetSource Level, PersonRef? User, ProjectRef? Project, DateOnly ValidFrom, IReadOnlyList<int> WeekMs, bool MayChange);

/// <summary>Tells targets to people: the workspace's and projects' to everybody, people's own to themselves and to who manages them.</summary>
internal sealed class TargetViews(TargetStore store, MemberQueries members, CatalogQueries catalog)
{
    public static ProblemHttpResult NotYours() =>
        Problem.Forbidden("forbidden", "Only owners, admins and managers set targets for others, for projects and for the workspace.");

    public static ProblemHttpResult Unknown() => Problem.NotFound("target-unknown", "There is no such target.");

    public static bool MayChange(MemberInfo caller, int? userId) => caller.Manages || userId == caller.UserId;

    public async Task<IReadOnlyList<TargetView>> ListAsync(MemberInfo caller, Guid workspaceId, CancellationToken ct)
    {
        var rows = (await store.ListAsync(workspaceId, ct)).Where(row => row.UserId is null || MayChange(caller, row.UserId)).ToArray();
        var people = (await members.PeopleAsync(workspaceId, ct)).ToDictionary(person => person.UserId);
        var names = await catalog.NamesAsync([.. rows.Select(row => row.ProjectId).OfType<Guid>().Distinct()], [], ct);
        return [.. rows.Select(row => View(row, caller, people, names))];
    }

    private static TargetView View(TargetRow row, MemberInfo caller, Dictionary<int, MemberInfo> people, CatalogNames names)
    {
        var level = new TargetLevel { UserId = row.UserId, ProjectId = row.ProjectId };
        var person = row.UserId is { } id && people.TryGetValue(id, out var member) ? new PersonRef(member.PublicId, member.Name) : null;
        var project = row.ProjectId is { } known && names.Projects.TryGetValue(known, out var info) ? new ProjectRef(info.Id, info.Name, info.Color) : null;
        return new TargetView(row.TargetId, level.Source, person, project, row.ValidFrom, row.WeekMs, MayChange(caller, row.UserId));
    }
}
