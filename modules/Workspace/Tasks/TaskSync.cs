using Dapper;
using Npgsql;

namespace Daybook.Workspace.Tasks;

/// <summary>
/// Brings tasks of foreign trackers in: found again by (source, external id) for ever, whatever their key or project becomes.
/// A task that a person entered under the same key is taken over instead of doubled.
/// </summary>
internal sealed class TaskSync(TaskStore tasks)
{
    /// <summary>Answers how many changed, and in which projects. Items of projects the person is no member of are passed over.</summary>
    public async Task<(int Changed, IReadOnlySet<Guid> Projects)> UpsertAsync(
        NpgsqlTransaction tx, int userId, IReadOnlyList<TaskFields> items, CancellationToken ct)
    {
        var changed = 0;
        var projects = new HashSet<Guid>();
        var wanted = items.Select(item => item.ProjectId).Distinct().ToArray();
        var mine = (await tx.Connection!.QueryAsync<Guid>(new CommandDefinition(LockProjects, new { userId, wanted }, tx, cancellationToken: ct))).ToHashSet();
        foreach (var item in items.Where(item => mine.Contains(item.ProjectId)))
        {
            var old = await tx.Connection!.QueryFirstOrDefaultAsync<Found>(new CommandDefinition(
                FindTask, new { item.ProjectId, item.Source, item.ExternalId, item.Key }, tx, cancellationToken: ct));
            var now = item with { AssigneeId = old?.AssigneeId, EstimateMinutes = old?.EstimateMinutes, Key = await FreeKeyAsync(tx, item, old?.Id, ct) };
            if (old is not null && old.Fields.SameAs(now)) continue;
            if (old is null) await tasks.AddAsync(tx, now, ct);
            else await tasks.UpdateAsync(tx, old.Id, now, ct);
            changed++;
            projects.Add(now.ProjectId);
            if (old is not null) projects.Add(old.ProjectId);
        }

        return (changed, projects);
    }

    // Two trackers may call different things by one key: the later one carries its source, and if need be its id there, too.
    private static async Task<string> FreeKeyAsync(NpgsqlTransaction tx, TaskFields item, Guid? id, CancellationToken ct)
    {
        string[] keys = [item.Key, item.Key + " (" + item.Source + ")", item.Key + " (" + item.Source + " " + item.ExternalId + ")"];
        return await tx.Connection!.QuerySingleAsync<string>(
            new CommandDefinition(FirstFreeKey, new { keys, item.ProjectId, id }, tx, cancellationToken: ct));
    }

    private sealed record Found
    {
        public Guid Id { get; init; }
        public Guid ProjectId { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string Status { get; init; } = "";
        public string[] Labels { get; init; } = [];
        public string? Url { get; init; }
        public int? AssigneeId { get; init; }
        public int? EstimateMinutes { get; init; }
        public string? Source { get; init; }
        public string? ExternalId { get; init; }

        public TaskFields Fields => new()
        {
            ProjectId = ProjectId, Key = Key, Title = Title, Status = Status, Labels = Labels, Url = Url, AssigneeId = AssigneeId,
            EstimateMinutes = EstimateMinutes, Source = Source, ExternalId = ExternalId,
        };
    }

    private const string LockProjects = """
        select p.id from workspace.project p
        where p.id = any (@wanted)
            and exists (select 1 from workspace.project_access a where a.project_id = p.id and a.user_id = @userId)
        order by p.id for no key update
        """;

    private const string FindTask = """
        select t.id, t.project_id, t.key, t.title, t.status, t.labels, t.url, t.assignee_id, t.estimate_minutes, t.source, t.external_id
        from workspace.task t
        join workspace.project p on p.id = @ProjectId and p.workspace_id = t.workspace_id
        where (t.source = @Source and t.external_id = @ExternalId)
            or (t.project_id = p.id and t.source is null and lower(t.key) = lower(@Key) and t.deleted_at is null)
        order by t.source nulls last
        for update of t
        """;

    private const string FirstFreeKey = """
        select wanted.key from unnest(@keys) with ordinality as wanted(key, position)
        where not exists (
            select 1 from workspace.task t
            where t.project_id = @ProjectId and lower(t.key) = lower(wanted.key) and t.deleted_at is null and t.id is distinct from @id)
        order by wanted.position limit 1
        """;
}
