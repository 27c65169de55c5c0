using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Rates;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Reports;

/// <summary>What lines are called.</summary>
internal sealed record ReportNames(
    IReadOnlyDictionary<Guid, (string Name, string Color)> Projects, IReadOnlyDictionary<Guid, (string Key, string Title)> Tasks,
    IReadOnlyDictionary<Guid, string> Clients, IReadOnlyDictionary<int, TeamMember> People);

internal sealed record ReportAnswered(ReportQuestion Question, Report Report, ReportNames Names, Billing Billing, bool ShowsAmounts);

/// <summary>
/// Answers a report: the caller's own time, or (managers and above) the time of members on the workspace's projects. Time without a
/// project, personal and private time is nobody else's. Whoever is named in the answer finds the look in their access log.
/// </summary>
internal sealed class ReportDesk(ReportReader reader, BillingStore billings, TeamQueries team, CatalogQueries catalog, AccessLog log)
{
    /// <summary>Null when a field is wrong; <paramref name="errors"/> then says which.</summary>
    public async Task<ReportAnswered?> AskAsync(Caller caller, UserSettings user, ReportQuestion question, string what, FieldErrors errors, CancellationToken ct)
    {
        var members = await team.MembersAsync(caller.WorkspaceId, ct);
        var projects = await team.ProjectsAsync(caller.WorkspaceId, ct);
        var billing = await billings.ReadAsync(caller.WorkspaceId, ct);
        var people = question.OfWorkspace
            ? members.Where(member => question.People.Count == 0 || question.People.Contains(member.PublicId)).ToArray()
            : [new TeamMember(user.UserId, user.PublicId, user.Name, caller.Role, user.TimeZone, user.Clock)];
        Check(question, members, projects, user, errors);
        if (errors.Any) return null;

        var report = new ReportBuilder(question, projects, billing).Build(
            await reader.ReadAsync(new ReportAsk(question, people, Only(question, projects), projects, billing), ct));
        if (question is { OfWorkspace: true, NamesPeople: true })
            await log.RecordAsync(caller.UserId, caller.WorkspaceId, what, question.Range.Start, question.Range.End, Named(question, report, people), ct);
        return new ReportAnswered(question, report, await NamesAsync(report, projects, people, ct), billing, BillingRights.Manages(caller));
    }

    private static void Check(
        ReportQuestion question, IReadOnlyList<TeamMember> members, IReadOnlyList<TeamProject> projects, UserSettings user, FieldErrors errors)
    {
        if (question.People.Any(person => question.OfWorkspace ? !members.Any(member => member.PublicId == person) : person != user.PublicId)) errors.Add("person_id", "unknown");
        if (question.Clients.Any(client => !projects.Any(project => project.ClientId == client))) errors.Add("client_id", "unknown");
        if (question.OfWorkspace && question.Projects.Any(wanted => !projects.Any(project => project.Id == wanted))) errors.Add("project_id", "unknown");
    }

    private static Guid[]? Only(ReportQuestion question, IReadOnlyList<TeamProject> projects)
    {
        if (question.Clients.Count > 0)
        {
            var ofClients = projects.Where(project => project.ClientId is { } client && question.Clients.Contains(client)).Select(project => project.Id);
            return [.. question.Projects.Count > 0 ? ofClients.Intersect(question.Projects) : ofClients];
        }

        return question.Projects.Count > 0 ? [.. question.Projects] : question.OfWorkspace ? [.. projects.Select(project => project.Id)] : null;
    }

    private static int[] Named(ReportQuestion question, Report report, TeamMember[] people) =>
        question.People.Count > 0
            ? [.. people.Select(person => person.UserId)]
            : [.. report.Groups.Concat(report.Groups.SelectMany(group => group.Groups)).Where(group => group.Key.Kind == ReportKey.Person).Select(group => group.Key.UserId)];

    private async Task<ReportNames> NamesAsync(Report report, IReadOnlyList<TeamProject> projects, TeamMember[] people, CancellationToken ct)
    {
        var keys = report.Groups.Select(group => group.Key).Concat(report.Groups.SelectMany(group => group.Groups).Select(group => group.Key)).Distinct().ToArray();
        var known = projects.ToDictionary(project => project.Id, project => (project.Name, project.Color));
        Guid[] Ids(ReportKey kind) => [.. keys.Where(key => key.Kind == kind && key.Id is not null).Select(key => key.Id!.Value)];
        var names = await catalog.NamesAsync([.. Ids(ReportKey.Project).Where(id => !known.ContainsKey(id))], Ids(ReportKey.Task), ct);
        foreach (var (id, project) in names.Projects) known[id] = (project.Name, project.Color);
        return new ReportNames(
            known, names.Tasks.ToDictionary(task => task.Key, task => (task.Value.Key, task.Value.Title)),
            projects.Where(project => project.ClientId is not null).DistinctBy(project => project.ClientId)
                .ToDictionary(project => project.ClientId!.Value, project => project.ClientName ?? ""),
            people.ToDictionary(person => person.UserId));
    }
}
