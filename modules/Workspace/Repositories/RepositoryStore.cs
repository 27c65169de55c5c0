using Dapper;
using Npgsql;

namespace Daybook.Workspace.Repositories;

/// <summary>Writes workspace.repository. Names differ by more than upper and lower case.</summary>
internal sealed class RepositoryStore(TimeProvider time)
{
    /// <summary>Maps the repository; answers the project it was mapped to before, if any.</summary>
    public async Task<Guid?> MapAsync(
        NpgsqlTransaction tx, Guid workspaceId, string repository, Guid projectId, Guid? taskId, CancellationToken ct)
    {
        var row = new { workspaceId, repository, projectId, taskId, Now = time.GetUtcNow() };
        var before = await tx.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(FindProject, row, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, row, tx, cancellationToken: ct));
        return before;
    }

    /// <summary>Forgets the mapping; answers the project it was for, or null when there was none such.</summary>
    public Task<Guid?> RemoveAsync(NpgsqlTransaction tx, Guid workspaceId, string repository, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(Delete, new { workspaceId, repository }, tx, cancellationToken: ct));

    private const string FindProject = """
        select project_id from workspace.repository where workspace_id = @workspaceId and lower(repository) = lower(@repository) for update
        """;

    private const string Upsert = """
        insert into workspace.repository (workspace_id, repository, project_id, task_id, created_at)
        values (@workspaceId, @repository, @projectId, @taskId, @Now)
        on conflict (workspace_id, lower(repository)) do update
            set repository = excluded.repository, project_id = excluded.project_id, task_id = excluded.task_id
        """;

    private const string Delete = """
        delete from workspace.repository where workspace_id = @workspaceId and lower(repository) = lower(@repository) returning project_id
        """;
}
