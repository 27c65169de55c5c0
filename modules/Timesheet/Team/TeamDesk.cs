using Daybook.Kernel.Access;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Rates;
using Daybook.Timesheet.Reports;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Team;

/// <summary>
/// What managers see of members: sums over the workspace's projects, never an entry, a title, or time that is for none of its projects.
/// Each look is in the member's access log before the answer leaves.
/// </summary>
internal sealed class TeamDesk(ReportReader reader, BillingStore billings, TeamQueries team, AccessLog log)
{
    /// <summary>The members (one, or all), their projects, and their time by these keys.</summary>
    public async Task<(IReadOnlyList<TeamMember> Members, IReadOnlyList<TeamProject> Projects, Report Report)?> LookAsync(
        Caller caller, DateRange range, Guid? person, string what, IReadOnlyList<ReportKey> keys, CancellationToken ct)
    {
        var members = (await team.MembersAsync(caller.WorkspaceId, ct)).Where(member => person is null || member.PublicId == person).ToArray();
        if (members.Length == 0) return null;
        var projects = await team.ProjectsAsync(caller.WorkspaceId, ct);
        var billing = (await billings.ReadAsync(caller.WorkspaceId, ct)) with { Rates = new RateBook([]) };
        var question = new ReportQuestion(range, keys, true, [], [], [], null, null);
        await log.RecordAsync(caller.UserId, caller.WorkspaceId, what, range.Start, range.End, [.. members.Select(member => member.UserId)], ct);
        var cells = await reader.ReadAsync(new ReportAsk(question, members, [.. projects.Select(project => project.Id)], projects, billing), ct);
        return (members, projects, new ReportBuilder(question, projects, billing).Build(cells));
    }

    public static ProblemHttpResult? Refuse(Caller caller) =>
        BillingRights.Manages(caller) ? null : BillingRights.NotYours();
}
