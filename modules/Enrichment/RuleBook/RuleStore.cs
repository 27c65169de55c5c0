using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Enrichment.RuleBook;

/// <summary>Whose a rule is: one person's, or (without a user) a workspace's.</summary>
internal readonly record struct RuleOwner(Guid WorkspaceId, int? UserId);

/// <summary>Reads rules, and is the one writer of enrichment.rule and its versions.</summary>
internal sealed class RuleStore(Db db)
{
    /// <summary>Touched when a rule that holds for the day changed.</summary>
    internal const string Feed = "enrichment.rules";

    /// <summary>The person's own rules and those of the workspaces.</summary>
    public async Task<IReadOnlyList<LabelRule>> ForUserAsync(int userId, IReadOnlyList<Guid> workspaces, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<RuleRow>(new CommandDefinition(Select, new { userId, workspaces = workspaces.ToArray() }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRule())];
    }

    /// <summary>The same as they held for a day: of each rule the last version that was to hold for it.</summary>
    public async Task<IReadOnlyList<LabelRule>> ForDayAsync(int userId, IReadOnlyList<Guid> workspaces, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<RuleRow>(new CommandDefinition(SelectDay, new { userId, workspaces = workspaces.ToArray(), day }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRule())];
    }

    public async Task<(RuleOwner Owner, LabelRule Rule)?> FindAsync(NpgsqlTransaction tx, Guid id, CancellationToken ct)
    {
        var row = await tx.Connection!.QuerySingleOrDefaultAsync<RuleRow>(new CommandDefinition(Find, new { id }, tx, cancellationToken: ct));
        return row is null ? null : (new RuleOwner(row.WorkspaceId, row.UserId), row.ToRule());
    }

    /// <summary>A new rule, or a new version of a known one. Older versions stay: for the days before <paramref name="since"/>, and for what was derived with them.</summary>
    public async Task SaveAsync(NpgsqlTransaction tx, RuleOwner owner, LabelRule rule, DateOnly? since, CancellationToken ct)
    {
        var row = new
        {
            rule.Id, owner.WorkspaceId, owner.UserId, rule.Version, rule.Name, rule.Enabled, rule.Priority, rule.UpdatedAt, since,
            Definition = JsonSerializer.Serialize(new RuleDefinition(rule.All, rule.Not, rule.Then), RuleDefinition.Json),
        };
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, row, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(AddVersion, row, tx, cancellationToken: ct));
    }

    public Task DeleteAsync(NpgsqlTransaction tx, Guid id, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Delete, new { id }, tx, cancellationToken: ct));

    private const string Select = """
        select id, workspace_id, user_id, version, name, enabled, priority, definition::text as definition, updated_at
        from enrichment.rule where user_id = @userId or (user_id is null and workspace_id = any(@workspaces)) order by id
        """;

    private const string SelectDay = """
        select distinct on (rule.id) rule.id, rule.workspace_id, rule.user_id, held.version, held.name, held.enabled, held.priority,
            held.definition::text as definition, held.created_at as updated_at
        from enrichment.rule as rule join enrichment.rule_version as held on held.rule_id = rule.id
        where (rule.user_id = @userId or (rule.user_id is null and rule.workspace_id = any(@workspaces)))
          and (held.since is null or held.since <= @day)
        order by rule.id, held.version desc
        """;

    private const string Find = """
        select id, workspace_id, user_id, version, name, enabled, priority, definition::text as definition, updated_at
        from enrichment.rule where id = @id for update
        """;

    private const string Upsert = """
        insert into enrichment.rule (id, workspace_id, user_id, version, name, enabled, priority, definition, updated_at)
        values (@Id, @WorkspaceId, @UserId, @Version, @Name, @Enabled, @Priority, @Definition::jsonb, @UpdatedAt)
        on conflict (id) do update set version = excluded.version, name = excluded.name, enabled = excluded.enabled,
            priority = excluded.priority, definition = excluded.definition, updated_at = excluded.updated_at
        """;

    private const string AddVersion = """
        insert into enrichment.rule_version (rule_id, version, name, enabled, priority, definition, since, created_at)
        values (@Id, @Version, @Name, @Enabled, @Priority, @Definition::jsonb, @since, @UpdatedAt)
        on conflict (rule_id, version) do nothing
        """;

    private const string Delete = "delete from enrichment.rule where id = @id";
}

/// <summary>What of a rule is stored as JSON.</summary>
internal sealed record RuleDefinition(IReadOnlyList<Condition> All, IReadOnlyList<Condition> Not, Effect Then)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}

/// <summary>A row of enrichment.rule.</summary>
internal sealed class RuleRow
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public int? UserId { get; set; }
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public bool Enabled { get; set; }
    public int Priority { get; set; }
    public string Definition { get; set; } = "{}";
    public DateTimeOffset UpdatedAt { get; set; }
    public DateOnly? Since { get; set; }

    public LabelRule ToRule()
    {
        var definition = JsonSerializer.Deserialize<RuleDefinition>(Definition, RuleDefinition.Json)!;
        return new LabelRule(Id, Version, Name, UserId is null ? RuleScope.Workspace : RuleScope.User, Enabled, Priority, UpdatedAt,
            definition.All, definition.Not, definition.Then);
    }
}
