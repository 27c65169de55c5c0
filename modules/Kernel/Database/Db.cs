using System.Data;
using Npgsql;

namespace Daybook.Kernel.Database;

/// <summary>The one door to PostgreSQL: connections from the pool, and transactions that commit when the work returns.</summary>
public sealed class Db(NpgsqlDataSource source)
{
    public NpgsqlDataSource Source => source;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => await source.OpenConnectionAsync(ct);

    /// <summary>Runs <paramref name="work"/> in one transaction: committed when it returns, rolled back when it throws.</summary>
    public async Task<T> InTransactionAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(tx);
        await tx.CommitAsync(ct);
        return result;
    }

    public Task InTransactionAsync(Func<NpgsqlTransaction, Task> work, CancellationToken ct) =>
        InTransactionAsync(async tx => { await work(tx); return true; }, ct);
}
