using System.Text.Json;
using Dapper;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Daybook.Workspace.Audit;

/// <summary>Something worth remembering for security: who did what to whom, from where. Never a secret.</summary>
internal sealed record AuditEntry(string Action, int? UserId = null, Guid? WorkspaceId = null, string? Subject = null, object? Details = null);

/// <summary>Writes the audit log, in the transaction of what it records where there is one.</summary>
internal sealed class AuditStore(Db db, IHttpContextAccessor http, TimeProvider time)
{
    public async Task WriteAsync(AuditEntry entry, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(InsertAudit, Row(entry), cancellationToken: ct));
    }

    public Task WriteAsync(NpgsqlTransaction tx, AuditEntry entry, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(InsertAudit, Row(entry), tx, cancellationToken: ct));

    private object Row(AuditEntry entry) => new
    {
        At = time.GetUtcNow(),
        entry.Action,
        entry.UserId,
        entry.WorkspaceId,
        entry.Subject,
        Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        Details = entry.Details is null ? null : JsonSerializer.Serialize(entry.Details),
    };

    private const string InsertAudit = """
        insert into workspace.audit (at, action, user_id, workspace_id, subject, address, details)
        values (@At, @Action, @UserId, @WorkspaceId, @Subject, @Address, @Details::jsonb)
        """;
}
