using System.Security.Cryptography;
using System.Text;
using Dapper;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Daybook.Integrations.Storage;

/// <summary>Secrets of integrations, encrypted with a purpose of their own each; the keys lie outside the database.</summary>
internal sealed class SecretStore(Db db, IDataProtectionProvider protection)
{
    /// <summary>Which secrets are set, and since when; never what they are.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> SetAsync(int userId, Guid integrationId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, integrationId }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Key, row => row.SetAt, StringComparer.Ordinal);
    }

    /// <summary>The secrets themselves. Throws <see cref="CryptographicException"/> when their keys are lost.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OpenAsync(int userId, Guid integrationId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, integrationId }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Key, row => Encoding.UTF8.GetString(For(integrationId, row.Key).Unprotect(row.Cipher)), StringComparer.Ordinal);
    }

    /// <summary>Stores or, with null, forgets.</summary>
    public async Task WriteAsync(
        NpgsqlTransaction tx, int userId, Guid integrationId, IReadOnlyDictionary<string, string?> secrets, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (key, secret) in secrets)
        {
            var cipher = secret is null ? null : For(integrationId, key).Protect(Encoding.UTF8.GetBytes(secret));
            await tx.Connection!.ExecuteAsync(new CommandDefinition(
                cipher is null ? Delete : Upsert, new { userId, integrationId, key, cipher, now }, tx, cancellationToken: ct));
        }
    }

    private IDataProtector For(Guid integrationId, string key) => protection.CreateProtector("Daybook.Integrations.Secret", integrationId.ToString("n"), key);

    private sealed record Row
    {
        public string Key { get; init; } = "";
        public byte[] Cipher { get; init; } = [];
        public DateTimeOffset SetAt { get; init; }
    }

    private const string Select = """
        select key, cipher, set_at
        from integrations.secret
        where user_id = @userId and integration_id = @integrationId
        """;

    private const string Upsert = """
        insert into integrations.secret (user_id, integration_id, key, cipher, set_at)
        values (@userId, @integrationId, @key, @cipher, @now)
        on conflict (user_id, integration_id, key) do update set cipher = excluded.cipher, set_at = excluded.set_at
        """;

    private const string Delete = """
        delete from integrations.secret
        where user_id = @userId and integration_id = @integrationId and key = @key
        """;
}
