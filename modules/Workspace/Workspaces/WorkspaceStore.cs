using Dapper;
using Npgsql;

namespace Daybook.Workspace.Workspaces;

/// <summary>Writes workspace.workspace.</summary>
internal sealed class WorkspaceStore(TimeProvider time)
{
    public const int NameLength = 100;

    public async Task<Guid> AddAsync(NpgsqlTransaction tx, string name, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertWorkspace, new { id, name, Now = time.GetUtcNow() }, tx, cancellationToken: ct));
        return id;
    }

    public Task RenameAsync(NpgsqlTransaction tx, Guid id, string name, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateName, new { id, name }, tx, cancellationToken: ct));

    private const string InsertWorkspace = "insert into workspace.workspace (id, name, created_at) values (@id, @name, @Now)";
    private const string UpdateName = "update workspace.workspace set name = @name where id = @id";
}
