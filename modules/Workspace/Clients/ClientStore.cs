using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Daybook.Workspace.Clients;

/// <summary>A client as pages show it.</summary>
internal sealed record ClientItem
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public bool Archived { get; init; }
}

/// <summary>The one writer of workspace.client.</summary>
internal sealed class ClientStore(Db db, TimeProvider time)
{
    public const int NameLength = 100;

    public static bool MayManage(Caller caller) => caller.Role is "owner" or "admin" or "manager";

    public static ProblemHttpResult NotYours() => Problem.Forbidden("forbidden", "Only owners, admins and managers change clients.");

    public static ProblemHttpResult Unknown() => Problem.NotFound("client-unknown", "There is no such client.");

    public static bool IsTaken(PostgresException error) => string.Equals(error.ConstraintName, "client_name", StringComparison.Ordinal);

    public async Task<IReadOnlyList<ClientItem>> ReadAsync(Guid workspaceId, Guid? id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<ClientItem>(new CommandDefinition(Select, new { workspaceId, id }, cancellationToken: ct))).AsList();
    }

    public async Task<Guid> AddAsync(Guid workspaceId, string name, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Insert, new { id, workspaceId, name, Now = time.GetUtcNow() }, cancellationToken: ct));
        return id;
    }

    /// <summary>Null leaves as it is. False when there is no such client.</summary>
    public async Task<bool> ChangeAsync(Guid workspaceId, Guid id, string? name, bool? archived, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(
            Update, new { workspaceId, id, name, archived, Now = time.GetUtcNow() }, cancellationToken: ct)) > 0;
    }

    private const string Select = """
        select id, name, archived_at is not null as archived from workspace.client
        where workspace_id = @workspaceId and (@id::uuid is null or id = @id)
        order by lower(name), id
        """;

    private const string Insert = "insert into workspace.client (id, workspace_id, name, created_at) values (@id, @workspaceId, @name, @Now)";

    private const string Update = """
        update workspace.client set name = coalesce(@name, name),
            archived_at = case @archived::boolean when true then coalesce(archived_at, @Now) when false then null else archived_at end
        where workspace_id = @workspaceId and id = @id
        """;
}
