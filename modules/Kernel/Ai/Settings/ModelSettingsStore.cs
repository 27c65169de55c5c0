using System.Security.Cryptography;
using System.Text;
using Dapper;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Daybook.Kernel.Ai.Settings;

/// <summary>The one writer of platform.ai_settings and platform.ai_person. Keys are encrypted; what opens them lies outside the database.</summary>
public sealed class ModelSettingsStore(Db db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Days to be looked at anew because a model's settings changed.</summary>
    public const string Feed = "platform.models";

    /// <summary>Without its key; null when the workspace has no model.</summary>
    public async Task<(ModelSettings Settings, bool KeySet)?> FindAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { ids = new[] { workspaceId } }, cancellationToken: ct));
        return row is null ? null : (row.Settings(null), row.KeyCipher is not null);
    }

    /// <summary>
    /// What holds for a person: the strictest of what their workspaces and they themselves say. A day's text may be about the work of any of
    /// their workspaces, so one that has no model, or has it off, keeps the whole day at home.
    /// </summary>
    /// <exception cref="ModelException">The stored key cannot be read any more.</exception>
    public async Task<ModelAccess> AccessAsync(int userId, IReadOnlyList<Guid> workspaces, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Select, new { ids = workspaces.ToArray() }, cancellationToken: ct))).AsList();
        if (rows.Count < workspaces.Count || rows.Count == 0) return new ModelAccess(AiMode.Off, null, "not-configured");
        var own = (await connection.ExecuteScalarAsync<short?>(new CommandDefinition(SelectPerson, new { userId }, cancellationToken: ct)) is { } word ? (AiMode)word : AiMode.Cloud);
        var strictest = rows.MinBy(row => row.Mode)!;
        if ((AiMode)strictest.Mode == AiMode.Off) return new ModelAccess(AiMode.Off, null, "off");
        if (own == AiMode.Off) return new ModelAccess(AiMode.Off, null, "off-by-person");
        var settings = strictest.Settings(Open(strictest)) with { Mode = (AiMode)Math.Min(strictest.Mode, (short)own) };
        return settings.IsComplete ? new ModelAccess(settings.Mode, settings, null) : new ModelAccess(AiMode.Off, null, "not-configured");
    }

    /// <summary>The workspace's model with its key, whatever its mode.</summary>
    /// <exception cref="ModelException">The stored key cannot be read any more.</exception>
    public async Task<ModelSettings?> OpenAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { ids = new[] { workspaceId } }, cancellationToken: ct));
        return row?.Settings(Open(row));
    }

    /// <summary>Writes everything; a null key keeps the stored one, an empty one forgets it.</summary>
    public async Task WriteAsync(NpgsqlTransaction tx, ModelSettings settings, CancellationToken ct)
    {
        var cipher = string.IsNullOrEmpty(settings.Key) ? null : For(settings.WorkspaceId).Protect(Encoding.UTF8.GetBytes(settings.Key));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            settings.WorkspaceId, mode = (short)settings.Mode, provider = (short)settings.Provider, settings.BaseUrl, settings.Model, cipher,
            keep = settings.Key is null, settings.MaxItems, budgetPeriod = settings.Budget.Period, budgetTokens = settings.Budget.MaxTokens,
            budgetCost = settings.Budget.MaxCostMicros, userPeriod = settings.UserBudget.Period, userTokens = settings.UserBudget.MaxTokens,
            userCost = settings.UserBudget.MaxCostMicros, settings.PriceInMicros, settings.PriceOutMicros, now = clock.GetUtcNow(),
        }, tx, cancellationToken: ct));
    }

    /// <summary>The person's own word; null follows the workspace.</summary>
    public async Task<AiMode?> PersonAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<short?>(new CommandDefinition(SelectPerson, new { userId }, cancellationToken: ct)) is { } mode ? (AiMode)mode : null;
    }

    public Task WritePersonAsync(NpgsqlTransaction tx, int userId, AiMode? mode, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            mode is null ? DeletePerson : UpsertPerson, new { userId, mode = (short?)mode, now = clock.GetUtcNow() }, tx, cancellationToken: ct));

    private string? Open(Row row)
    {
        if (row.KeyCipher is null) return null;
        try
        {
            return Encoding.UTF8.GetString(For(row.WorkspaceId).Unprotect(row.KeyCipher));
        }
        catch (CryptographicException lost)
        {
            throw new ModelException(ModelException.KeyUnreadable, inner: lost);
        }
    }

    private IDataProtector For(Guid workspaceId) => protection.CreateProtector("Daybook.Kernel.Ai.Key", workspaceId.ToString("n"));

    private sealed record Row
    {
        public Guid WorkspaceId { get; init; }
        public short Mode { get; init; }
        public short Provider { get; init; }
        public string BaseUrl { get; init; } = "";
        public string Model { get; init; } = "";
        public byte[]? KeyCipher { get; init; }
        public int MaxItems { get; init; }
        public string BudgetPeriod { get; init; } = "";
        public long? BudgetTokens { get; init; }
        public long? BudgetCostMicros { get; init; }
        public string UserPeriod { get; init; } = "";
        public long? UserTokens { get; init; }
        public long? UserCostMicros { get; init; }
        public long? PriceInMicros { get; init; }
        public long? PriceOutMicros { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }

        public ModelSettings Settings(string? key) => new(
            WorkspaceId, (AiMode)Mode, (AiProvider)Provider, BaseUrl, Model, key, MaxItems, new ModelBudget(BudgetPeriod, BudgetTokens, BudgetCostMicros),
            new ModelBudget(UserPeriod, UserTokens, UserCostMicros), PriceInMicros, PriceOutMicros, UpdatedAt);
    }

    private const string Select = """
        select workspace_id, mode, provider, base_url, model, key_cipher, max_items, budget_period, budget_tokens, budget_cost_micros,
            user_period, user_tokens, user_cost_micros, price_in_micros, price_out_micros, updated_at
        from platform.ai_settings where workspace_id = any(@ids) order by workspace_id
        """;

    private const string Upsert = """
        insert into platform.ai_settings as known (workspace_id, mode, provider, base_url, model, key_cipher, max_items, budget_period, budget_tokens,
            budget_cost_micros, user_period, user_tokens, user_cost_micros, price_in_micros, price_out_micros, updated_at)
        values (@WorkspaceId, @mode, @provider, @BaseUrl, @Model, @cipher, @MaxItems, @budgetPeriod, @budgetTokens,
            @budgetCost, @userPeriod, @userTokens, @userCost, @PriceInMicros, @PriceOutMicros, @now)
        on conflict (workspace_id) do update set
            mode = excluded.mode, provider = excluded.provider, base_url = excluded.base_url, model = excluded.model,
            key_cipher = case when @keep then known.key_cipher else excluded.key_cipher end, max_items = excluded.max_items,
            budget_period = excluded.budget_period, budget_tokens = excluded.budget_tokens, budget_cost_micros = excluded.budget_cost_micros,
            user_period = excluded.user_period, user_tokens = excluded.user_tokens, user_cost_micros = excluded.user_cost_micros,
            price_in_micros = excluded.price_in_micros, price_out_micros = excluded.price_out_micros, updated_at = excluded.updated_at
        """;

    private const string SelectPerson = "select mode from platform.ai_person where user_id = @userId";

    private const string UpsertPerson = """
        insert into platform.ai_person (user_id, mode, updated_at) values (@userId, @mode, @now)
        on conflict (user_id) do update set mode = excluded.mode, updated_at = excluded.updated_at
        """;

    private const string DeletePerson = "delete from platform.ai_person where user_id = @userId";
}
