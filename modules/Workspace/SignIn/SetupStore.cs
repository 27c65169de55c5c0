using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Workspace.SignIn;

/// <summary>Writes workspace.setup: one row, once.</summary>
internal sealed class SetupStore(Db db, TimeProvider time)
{
    public async Task<bool> IsDoneAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(Exists, cancellationToken: ct));
    }

    /// <summary>True for exactly one transaction that commits; others wait for it and then lose.</summary>
    public async Task<bool> ClaimAsync(NpgsqlTransaction tx, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertSetup, new { Now = time.GetUtcNow() }, tx, cancellationToken: ct)) > 0;

    private const string Exists = "select exists (select 1 from workspace.setup)";
    private const string InsertSetup = "insert into workspace.setup (done_at) values (@Now) on conflict (done) do nothing";
}
