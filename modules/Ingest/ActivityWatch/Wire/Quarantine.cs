using System.Text.Json;
using Dapper;
using Daybook.Ingest.Canonical;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Wire;

/// <summary>Writes ingest.quarantine: what came in from somebody who may send, and can never become a sample. Kept, for its sender keeps nothing.</summary>
internal sealed class Quarantine(Db db, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;

    public async Task KeepAsync(int userId, string source, string reason, JsonElement body, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await KeepAsync(connection, userId, source, reason, body, ct);
    }

    public Task KeepAsync(NpgsqlConnection connection, int userId, string source, string reason, JsonElement body, CancellationToken ct)
    {
        var repairs = Repairs.None;
        var text = CanonicalText.Of(body.GetRawText(), MaxBody, ref repairs) ?? "";
        source = CanonicalText.Of(source, 255, ref repairs) ?? "";
        return connection.ExecuteAsync(new CommandDefinition(
            Insert, new { userId, source, receivedAt = time.GetUtcNow(), reason, body = text }, cancellationToken: ct));
    }

    private const string Insert = """
        insert into ingest.quarantine (user_id, source, received_at, reason, body) values (@userId, @source, @receivedAt, @reason, @body)
        """;
}
