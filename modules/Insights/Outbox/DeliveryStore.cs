using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Outbox;

/// <summary>Something that has to leave the house. Attempts counts the one under way.</summary>
internal sealed record Delivery
{
    public int UserId { get; init; }
    public Guid DeliveryId { get; init; }
    public string Channel { get; init; } = "";
    public Guid? WebhookId { get; init; }
    public bool Digest { get; init; }
    public Guid[] Insights { get; init; } = [];
    public string State { get; init; } = "";
    public int Attempts { get; init; }
    public DateTimeOffset NotBefore { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>The one writer of insights.delivery: claimed, tried, tried again later, given up.</summary>
internal sealed class DeliveryStore(Db db)
{
    /// <summary>How long a try may take before another host takes the delivery over.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    public Task AddAsync(NpgsqlTransaction tx, int userId, string channel, Guid? webhookId, bool digest, IReadOnlyList<Guid> insights, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            userId, deliveryId = Guid.CreateVersion7(now), channel, webhookId, digest, insights = insights.ToArray(), now,
        }, tx, cancellationToken: ct));

    /// <summary>The next ones that are due, fresh ones first; nobody else gets them for two minutes.</summary>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(int limit, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<Delivery>(new CommandDefinition(Claim, new { limit, now, until = now + Lease }, cancellationToken: ct))).AsList();
    }

    public Task SentAsync(Delivery delivery, DateTimeOffset now, CancellationToken ct) => RunAsync(Sent, delivery, null, now, ct);

    /// <summary>Tried in vain: again later, and after six times not again.</summary>
    public Task FailedAsync(Delivery delivery, string error, DateTimeOffset now, CancellationToken ct) =>
        delivery.Attempts > Waits.Length ? RunAsync(GiveUp, delivery, error, now, ct) : RunAsync(Later, delivery, error, now + Waits[delivery.Attempts - 1], ct);

    public async Task<IReadOnlyList<Delivery>> LatestAsync(int userId, int limit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<Delivery>(new CommandDefinition(Select, new { userId, limit }, cancellationToken: ct))).AsList();
    }

    /// <summary>Forgets what is long done.</summary>
    public async Task SweepAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Sweep, new { before }, cancellationToken: ct));
    }

    private async Task RunAsync(string sql, Delivery delivery, string? error, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        // A try that took so long that another began decides nothing.
        await connection.ExecuteAsync(new CommandDefinition(sql, new { delivery.UserId, delivery.DeliveryId, delivery.Attempts, error, at }, cancellationToken: ct));
    }

    private const string Insert = """
        insert into insights.delivery (user_id, delivery_id, channel, webhook_id, digest, insights, state, attempts, not_before, created_at)
        values (@userId, @deliveryId, @channel, @webhookId, @digest, @insights, 'waiting', 0, @now, @now)
        """;

    private const string Claim = """
        update insights.delivery set attempts = attempts + 1, not_before = @until
        where (user_id, delivery_id) in (
            select user_id, delivery_id from insights.delivery where state = 'waiting' and not_before <= @now
            order by attempts, not_before limit @limit for update skip locked)
        returning *
        """;

    private const string Sent = """
        update insights.delivery set state = 'sent', sent_at = @at, last_error = null
        where user_id = @UserId and delivery_id = @DeliveryId and state = 'waiting'
        """;

    private const string Later = """
        update insights.delivery set last_error = @error, not_before = @at
        where user_id = @UserId and delivery_id = @DeliveryId and state = 'waiting' and attempts = @Attempts
        """;

    private const string GiveUp = """
        update insights.delivery set last_error = @error, state = 'failed'
        where user_id = @UserId and delivery_id = @DeliveryId and state = 'waiting' and attempts = @Attempts
        """;

    private const string Select = "select * from insights.delivery where user_id = @userId order by created_at desc, delivery_id limit @limit";

    private const string Sweep = "delete from insights.delivery where state <> 'waiting' and created_at < @before";
}
