using Daybook.Workspace.Audit;
using Daybook.Workspace.Tokens;
using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>A token as it is shown once.</summary>
public sealed record IssuedToken(Guid Id, string Prefix, string Token, DateTimeOffset? ExpiresAt);

/// <summary>Tokens of devices ("dbd_…"): scope ingest, bound to one device, good for a year. Workspace keeps them, Ingest asks for them.</summary>
public sealed class DeviceTokens
{
    private readonly TokenStore tokens;
    private readonly AuditStore audit;

    internal DeviceTokens(TokenStore tokens, AuditStore audit) => (this.tokens, this.audit) = (tokens, audit);

    public async Task<IssuedToken> IssueAsync(NpgsqlTransaction tx, int userId, int deviceId, string name, CancellationToken ct)
    {
        var token = await tokens.MintAsync(tx, new TokenOrder(userId, null, deviceId, name, ["ingest"], TokenStore.UsualLife), ct);
        await audit.WriteAsync(tx, new AuditEntry("device-token-issued", userId, null, token.Id.ToString(), new { device = deviceId }), ct);
        return new IssuedToken(token.Id, token.Prefix, token.Secret, token.ExpiresAt);
    }

    /// <summary>Every token of the device stops working with the commit, on every host.</summary>
    public async Task RevokeAsync(NpgsqlTransaction tx, int userId, int deviceId, CancellationToken ct)
    {
        await tokens.RevokeDeviceAsync(tx, userId, deviceId, ct);
        await audit.WriteAsync(tx, new AuditEntry("device-tokens-revoked", userId, null, null, new { device = deviceId }), ct);
    }
}
