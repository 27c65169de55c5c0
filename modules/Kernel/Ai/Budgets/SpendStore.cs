using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Ai.Budgets;

/// <summary>Tokens and money of a period.</summary>
public sealed record Spent(long Tokens, long CostMicros);

/// <summary>What a call was reserved; given back in part when it is known what it used.</summary>
internal sealed record Reservation(Guid WorkspaceId, int UserId, DateOnly Day, long Tokens, long CostMicros);

/// <summary>The one writer of platform.ai_spend: a row per workspace, person (0: everybody) and UTC day.</summary>
internal sealed class SpendStore(Db db, TimeProvider clock)
{
    private const int Everybody = 0;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Takes the estimate from both budgets, or nothing when it fits one of them not.</summary>
    public async Task<Reservation?> ReserveAsync(ModelSettings settings, int userId, long tokens, long costMicros, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(ct);
        var reservation = new Reservation(settings.WorkspaceId, userId, Today, tokens, costMicros);
        await connection.ExecuteAsync(new CommandDefinition(Add, Row(reservation, tokens, costMicros), tx, cancellationToken: ct));
        foreach (var (who, budget) in new[] { (Everybody, settings.Budget), (userId, settings.UserBudget) })
        {
            var spent = await connection.QuerySingleAsync<Spent>(new CommandDefinition(
                Sum, new { settings.WorkspaceId, userId = who, from = From(budget), to = reservation.Day }, tx, cancellationToken: ct));
            if (spent.Tokens > (budget.MaxTokens ?? long.MaxValue) || spent.CostMicros > (budget.MaxCostMicros ?? long.MaxValue)) return null;
        }

        await tx.CommitAsync(ct);
        return reservation;
    }

    /// <summary>Replaces the estimate by what was used.</summary>
    public async Task SettleAsync(Reservation reservation, long tokens, long costMicros, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Add, Row(reservation, tokens - reservation.Tokens, costMicros - reservation.CostMicros), cancellationToken: ct));
    }

    /// <summary>What was spent in the budget's present period; a null person means the whole workspace.</summary>
    public async Task<Spent> SpentAsync(Guid workspaceId, int? userId, ModelBudget budget, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<Spent>(new CommandDefinition(
            Sum, new { workspaceId, userId = userId ?? Everybody, from = From(budget), to = Today }, cancellationToken: ct));
    }

    private DateOnly From(ModelBudget budget) => budget.Period == "month" ? new DateOnly(Today.Year, Today.Month, 1) : Today;

    private static object Row(Reservation reservation, long tokens, long cost) => new
    {
        reservation.WorkspaceId, users = new[] { Everybody, reservation.UserId }, reservation.Day, tokens, cost,
    };

    // Everybody's row first: calls of one workspace queue there and never wait in a circle.
    private const string Add = """
        insert into platform.ai_spend as spend (workspace_id, user_id, day, tokens, cost_micros)
        select @WorkspaceId, person, @Day, @tokens, @cost from unnest(@users) as person order by person
        on conflict (workspace_id, user_id, day) do update set
            tokens = greatest(spend.tokens + excluded.tokens, 0), cost_micros = greatest(spend.cost_micros + excluded.cost_micros, 0)
        """;

    private const string Sum = """
        select coalesce(sum(tokens), 0)::bigint as tokens, coalesce(sum(cost_micros), 0)::bigint as cost_micros
        from platform.ai_spend where workspace_id = @workspaceId and user_id = @userId and day between @from and @to
        """;
}
