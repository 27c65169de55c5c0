using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>A token as it is shown once.</summary>
public sealed record IssuedToken(Guid Id, string Prefix, string Token, DateTimeOffset? ExpiresAt);

/// <summary>Tokens of devices ("dbd_…"): scope ingest, bound to one device. Workspace keeps them, Ingest asks for them.</summary>
public sealed class DeviceTokens
{
    public Task<IssuedToken> IssueAsync(NpgsqlTransaction tx, int userId, int deviceId, string name, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Every token of the device stops working within a second, on every host.</summary>
    public Task RevokeAsync(NpgsqlTransaction tx, int userId, int deviceId, CancellationToken ct) => throw new NotImplementedException();
}
