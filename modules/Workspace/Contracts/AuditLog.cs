using Daybook.Workspace.Audit;
using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>What other modules add to the audit log, in the transaction of what it records.</summary>
public sealed class AuditLog
{
    private readonly AuditStore audit;

    internal AuditLog(AuditStore audit) => this.audit = audit;

    /// <param name="subject">What it was done to; never a secret, never a title.</param>
    public Task WriteAsync(
        NpgsqlTransaction tx, string action, int userId, Guid workspaceId, string subject, object? details, CancellationToken ct) =>
        audit.WriteAsync(tx, new AuditEntry(action, userId, workspaceId, subject, details), ct);
}
