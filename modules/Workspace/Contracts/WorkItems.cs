using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>A work item that a connector brought: becomes a task of <paramref name="ProjectId"/>, identified by (source, external id) for ever.</summary>
public sealed record WorkItem(
    Guid ProjectId, string Source, string ExternalId, string Key, string Title, string Status, IReadOnlyList<string> Labels, string? Url);

/// <summary>Writes tasks that come from connectors.</summary>
public sealed class WorkItems
{
    /// <summary>Inserts or updates, and touches the catalog feed when something changed. Answers how many changed.</summary>
    public Task<int> UpsertAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<WorkItem> items, CancellationToken ct) =>
        throw new NotImplementedException();
}
