using System.Text.Json;
using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Ai.Ledger;

/// <summary>The one writer of platform.ai_call: every call that was made, what it cost and how it ended; never its text.</summary>
internal sealed class LedgerStore(Db db, TimeProvider clock)
{
    public async Task BeginAsync(Guid id, ModelCall call, ModelSettings settings, string hash, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Insert, new
        {
            call.UserId, id, call.WorkspaceId, now = clock.GetUtcNow(), call.Purpose, provider = (short)settings.Provider, settings.Model, settings.Host,
            call.Items, redactions = JsonSerializer.Serialize(call.Redactions), hash,
        }, cancellationToken: ct));
    }

    public async Task EndAsync(Guid id, int userId, long tokensIn, long tokensOut, long? costMicros, long ms, string outcome, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Update, new { id, userId, tokensIn, tokensOut, costMicros, ms, outcome }, cancellationToken: ct));
    }

    private const string Insert = """
        insert into platform.ai_call (user_id, id, workspace_id, at, purpose, provider, model, host, items, redactions, hash, outcome)
        values (@UserId, @id, @WorkspaceId, @now, @Purpose, @provider, @Model, @Host, @Items, @redactions::jsonb, @hash, 'running')
        """;

    private const string Update = """
        update platform.ai_call set tokens_in = @tokensIn, tokens_out = @tokensOut, cost_micros = @costMicros, ms = @ms, outcome = @outcome
        where user_id = @userId and id = @id
        """;
}
