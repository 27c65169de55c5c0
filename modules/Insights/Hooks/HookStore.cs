using System.Security.Cryptography;
using System.Text;
using Dapper;
using Daybook.Insights.Outbox;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Daybook.Insights.Hooks;

/// <summary>An address of the person's that is called when they are told something.</summary>
internal sealed record Hook(Guid Id, Uri Url, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset? LastAt, string? LastError);

/// <summary>The one writer of insights.webhook, and its reader. The secret that signs is encrypted.</summary>
internal sealed class HookStore(Db db, IDataProtectionProvider protection)
{
    public const int MostPerPerson = 5;

    public async Task<IReadOnlyList<Hook>> ListAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, id = (Guid?)null }, cancellationToken: ct))).Select(row => row.Hook)];
    }

    /// <exception cref="PostFailure">The secret cannot be read any more.</exception>
    public async Task<(Hook Hook, byte[] Secret)?> OpenAsync(int userId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { userId, id }, cancellationToken: ct)) is not { } row) return null;
        try
        {
            return (row.Hook, For(id).Unprotect(row.SecretCipher));
        }
        catch (CryptographicException lost)
        {
            throw new PostFailure(PostFailure.SecretUnreadable, lost);
        }
    }

    /// <returns>False when the person has as many as one can have.</returns>
    public async Task<bool> AddAsync(NpgsqlTransaction tx, int userId, Guid id, Uri url, string secret, DateTimeOffset now, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            userId, id, url = url.AbsoluteUri, cipher = For(id).Protect(Encoding.UTF8.GetBytes(secret)), now, most = MostPerPerson,
        }, tx, cancellationToken: ct)) == 1;

    public async Task<bool> ChangeAsync(NpgsqlTransaction tx, int userId, Guid id, Uri? url, bool? enabled, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Update, new { userId, id, url = url?.AbsoluteUri, enabled }, tx, cancellationToken: ct)) == 1;

    public async Task<bool> DeleteAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Delete, new { userId, id }, tx, cancellationToken: ct)) == 1;

    /// <summary>How the last call went; null: well.</summary>
    public async Task NoteAsync(int userId, Guid id, string? error, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Note, new { userId, id, error, now }, cancellationToken: ct));
    }

    private IDataProtector For(Guid id) => protection.CreateProtector("Daybook.Insights.Webhook", id.ToString("n"));

    private sealed record Row
    {
        public Guid WebhookId { get; init; }
        public string Url { get; init; } = "";
        public byte[] SecretCipher { get; init; } = [];
        public bool Enabled { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? LastAt { get; init; }
        public string? LastError { get; init; }

        public Hook Hook => new(WebhookId, new Uri(Url), Enabled, CreatedAt, LastAt, LastError);
    }

    private const string Select = """
        select webhook_id, url, secret_cipher, enabled, created_at, last_at, last_error from insights.webhook
        where user_id = @userId and (@id::uuid is null or webhook_id = @id) order by created_at, webhook_id
        """;

    private const string Insert = """
        insert into insights.webhook (user_id, webhook_id, url, secret_cipher, enabled, created_at)
        select @userId, @id, @url, @cipher, true, @now where (select count(*) from insights.webhook where user_id = @userId) < @most
        """;

    private const string Update = """
        update insights.webhook set url = coalesce(@url, url), enabled = coalesce(@enabled, enabled), last_error = null
        where user_id = @userId and webhook_id = @id
        """;

    private const string Delete = "delete from insights.webhook where user_id = @userId and webhook_id = @id";

    private const string Note = "update insights.webhook set last_at = @now, last_error = @error where user_id = @userId and webhook_id = @id";
}
