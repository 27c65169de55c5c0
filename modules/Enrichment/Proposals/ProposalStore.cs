using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Enrichment.Proposals;

/// <summary>Which proposed rules a person accepted or rejected: the one writer of enrichment.rule_proposal.</summary>
internal sealed class ProposalStore(Db db)
{
    public async Task<IReadOnlySet<Guid>> DecidedAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(Select, new { userId }, cancellationToken: ct))).ToHashSet();
    }

    public Task DecideAsync(NpgsqlTransaction tx, int userId, Guid id, bool accepted, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new { userId, id, accepted, now }, tx, cancellationToken: ct));

    private const string Select = "select id from enrichment.rule_proposal where user_id = @userId";

    private const string Upsert = """
        insert into enrichment.rule_proposal (user_id, id, accepted, decided_at) values (@userId, @id, @accepted, @now)
        on conflict (user_id, id) do update set accepted = excluded.accepted, decided_at = excluded.decided_at
        """;
}
