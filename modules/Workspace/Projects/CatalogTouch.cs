using Dapper;
using Daybook.Kernel.Days;
using Daybook.Workspace.Checks;
using Npgsql;

namespace Daybook.Workspace.Projects;

/// <summary>Says that what time can be for has changed: the latest days of everybody it concerns are looked at again.</summary>
internal sealed class CatalogTouch(DayFeed days)
{
    /// <summary>Days with something in them, not days back from today: a newcomer imports an old export first and names projects then.</summary>
    private const int LastDays = 100;

    /// <summary>For all who are members of the project now.</summary>
    public async Task OfProjectAsync(NpgsqlTransaction tx, Guid projectId, CancellationToken ct) =>
        await OfPeopleAsync(tx, await MembersAsync(tx, projectId, ct), ct);

    /// <summary>Says to all members of the project that one of its tasks is expected to take another time.</summary>
    public async Task OfEstimateAsync(NpgsqlTransaction tx, Guid projectId, CancellationToken ct)
    {
        foreach (var userId in (await MembersAsync(tx, projectId, ct)).Order()) await days.TouchKnownAsync(tx, Feeds.EstimatesChanged, userId, LastDays, ct);
    }

    public async Task OfPeopleAsync(NpgsqlTransaction tx, IEnumerable<int> userIds, CancellationToken ct)
    {
        foreach (var userId in userIds.Distinct().Order()) await days.TouchKnownAsync(tx, Feeds.CatalogChanged, userId, LastDays, ct);
    }

    public async Task<IReadOnlyList<int>> MembersAsync(NpgsqlTransaction tx, Guid projectId, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<int>(new CommandDefinition(SelectMembers, new { projectId }, tx, cancellationToken: ct))];

    private const string SelectMembers = "select user_id from workspace.project_access where project_id = @projectId";
}
