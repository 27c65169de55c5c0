using Dapper;
using Npgsql;

namespace Daybook.Workspace.Projects;

/// <summary>The fields of a project that people set.</summary>
internal sealed record ProjectFields
{
    public string Name { get; init; } = "";
    public string? Key { get; init; }
    public string Color { get; init; } = "";
    public bool TrackerEnabled { get; init; }
    public bool Everyone { get; init; }
    public bool Archived { get; init; }
}

/// <summary>Writes workspace.project and workspace.project_member. Names (of projects in use) and keys are unique in a workspace.</summary>
internal sealed class ProjectStore(TimeProvider time)
{
    /// <summary>Adds the project. Without a colour it takes the next of the eight: the workspace is locked, so that two never count alike.</summary>
    public async Task<(Guid Id, string Color)> AddAsync(NpgsqlTransaction tx, Guid workspaceId, ProjectFields project, CancellationToken ct)
    {
        var connection = tx.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(LockWorkspace, new { workspaceId }, tx, cancellationToken: ct));
        var position = await connection.QuerySingleAsync<int>(new CommandDefinition(CountProjects, new { workspaceId }, tx, cancellationToken: ct));
        var id = Guid.CreateVersion7();
        var color = project.Color.Length > 0 ? project.Color : DataColors.Of(position);
        var row = new { id, workspaceId, project.Name, project.Key, color, project.TrackerEnabled, project.Everyone, Now = time.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(InsertProject, row, tx, cancellationToken: ct));
        return (id, color);
    }

    /// <summary>The project of this workspace, locked; null when there is none such.</summary>
    public Task<ProjectFields?> LockAsync(NpgsqlTransaction tx, Guid workspaceId, Guid id, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<ProjectFields>(
            new CommandDefinition(LockProject, new { workspaceId, id }, tx, cancellationToken: ct));

    public Task UpdateAsync(NpgsqlTransaction tx, Guid id, ProjectFields project, CancellationToken ct)
    {
        var row = new { id, project.Name, project.Key, project.Color, project.TrackerEnabled, project.Everyone, project.Archived, Now = time.GetUtcNow() };
        return tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateProject, row, tx, cancellationToken: ct));
    }

    public Task AddMemberAsync(NpgsqlTransaction tx, Guid id, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(InsertMember, new { id, userId, Now = time.GetUtcNow() }, tx, cancellationToken: ct));

    public async Task<bool> RemoveMemberAsync(NpgsqlTransaction tx, Guid id, int userId, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteMember, new { id, userId }, tx, cancellationToken: ct)) > 0;

    /// <summary>False when the workspace has no such project.</summary>
    public async Task<bool> SetClientAsync(NpgsqlTransaction tx, Guid workspaceId, Guid id, Guid? clientId, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateClient, new { workspaceId, id, clientId }, tx, cancellationToken: ct)) > 0;

    /// <summary>Takes the person out of every project of the workspace.</summary>
    public Task RemoveFromAllAsync(NpgsqlTransaction tx, Guid workspaceId, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteFromAll, new { workspaceId, userId }, tx, cancellationToken: ct));

    /// <summary>The field that a broken unique index speaks of.</summary>
    public static string? TakenField(PostgresException error) => error.ConstraintName switch
    {
        "project_key" => "key",
        "project_name" => "name",
        _ => null,
    };

    private const string LockWorkspace = "select id from workspace.workspace where id = @workspaceId for update";
    private const string CountProjects = "select count(*)::integer from workspace.project where workspace_id = @workspaceId";

    private const string InsertProject = """
        insert into workspace.project (id, workspace_id, name, key, color, tracker_enabled, everyone, created_at)
        values (@id, @workspaceId, @Name, @Key, @color, @TrackerEnabled, @Everyone, @Now)
        """;

    private const string LockProject = """
        select name, key, color, tracker_enabled, everyone, archived_at is not null as archived
        from workspace.project where workspace_id = @workspaceId and id = @id for update
        """;

    private const string UpdateProject = """
        update workspace.project set name = @Name, key = @Key, color = @Color, tracker_enabled = @TrackerEnabled, everyone = @Everyone,
            archived_at = case when @Archived then coalesce(archived_at, @Now) end
        where id = @id
        """;

    private const string InsertMember = """
        insert into workspace.project_member (user_id, project_id, added_at) values (@userId, @id, @Now)
        on conflict (user_id, project_id) do nothing
        """;

    private const string UpdateClient = "update workspace.project set client_id = @clientId where workspace_id = @workspaceId and id = @id";

    private const string DeleteMember = "delete from workspace.project_member where project_id = @id and user_id = @userId";

    private const string DeleteFromAll = """
        delete from workspace.project_member pm using workspace.project p
        where p.id = pm.project_id and p.workspace_id = @workspaceId and pm.user_id = @userId
        """;
}
