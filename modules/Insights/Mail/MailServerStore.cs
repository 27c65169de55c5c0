using System.Security.Cryptography;
using System.Text;
using Dapper;
using Daybook.Insights.Outbox;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Daybook.Insights.Mail;

/// <summary>The one writer of insights.mail_server, and its reader. The password is encrypted; what opens it lies outside the database.</summary>
internal sealed class MailServerStore(Db db, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Without its password.</summary>
    public async Task<(MailServer Server, bool PasswordSet)?> FindAsync(Guid workspaceId, CancellationToken ct) =>
        await RowAsync(workspaceId, ct) is { } row ? (row.Server(null), row.PasswordCipher is not null) : null;

    /// <exception cref="PostFailure">The stored password cannot be read any more.</exception>
    public async Task<MailServer?> OpenAsync(Guid workspaceId, CancellationToken ct)
    {
        if (await RowAsync(workspaceId, ct) is not { } row) return null;
        try
        {
            return row.Server(row.PasswordCipher is null ? null : Encoding.UTF8.GetString(For(workspaceId).Unprotect(row.PasswordCipher)));
        }
        catch (CryptographicException lost)
        {
            throw new PostFailure(PostFailure.SecretUnreadable, lost);
        }
    }

    /// <summary>A null password keeps the stored one, an empty one forgets it.</summary>
    public Task WriteAsync(NpgsqlTransaction tx, Guid workspaceId, MailServer server, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            workspaceId, server.Host, server.Port, security = Word(server.Security), server.UserName, server.Sender, keep = server.Password is null,
            cipher = string.IsNullOrEmpty(server.Password) ? null : For(workspaceId).Protect(Encoding.UTF8.GetBytes(server.Password)), now = time.GetUtcNow(),
        }, tx, cancellationToken: ct));

    public async Task<bool> DeleteAsync(NpgsqlTransaction tx, Guid workspaceId, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Delete, new { workspaceId }, tx, cancellationToken: ct)) > 0;

    public static string Word(MailSecurity security) => security.ToString().ToLowerInvariant();

    private async Task<Row?> RowAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { workspaceId }, cancellationToken: ct));
    }

    private IDataProtector For(Guid workspaceId) => protection.CreateProtector("Daybook.Insights.Mail", workspaceId.ToString("n"));

    private sealed record Row
    {
        public string Host { get; init; } = "";
        public int Port { get; init; }
        public string Security { get; init; } = "";
        public string? UserName { get; init; }
        public byte[]? PasswordCipher { get; init; }
        public string Sender { get; init; } = "";

        public MailServer Server(string? password) => new(Host, Port, Enum.Parse<MailSecurity>(Security, ignoreCase: true), UserName, password, Sender);
    }

    private const string Select = "select host, port, security, user_name, password_cipher, sender from insights.mail_server where workspace_id = @workspaceId";

    private const string Upsert = """
        insert into insights.mail_server as known (workspace_id, host, port, security, user_name, password_cipher, sender, updated_at)
        values (@workspaceId, @Host, @Port, @security, @UserName, @cipher, @Sender, @now)
        on conflict (workspace_id) do update set host = excluded.host, port = excluded.port, security = excluded.security, user_name = excluded.user_name,
            password_cipher = case when @keep then known.password_cipher else excluded.password_cipher end, sender = excluded.sender, updated_at = excluded.updated_at
        """;

    private const string Delete = "delete from insights.mail_server where workspace_id = @workspaceId";
}
