using Npgsql;
using NpgsqlTypes;

namespace Daybook.Benchmarks.Rig;

/// <summary>The limit: binary COPY of the same rows into the same tables, with their indexes, one commit per batch, no conflict handling.</summary>
internal sealed class CopyRows(Bench bench, int userId)
{
    private const string Copy = """
        copy ingest.sample (user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        from stdin (format binary)
        """;

    private static readonly DateTime First = TimeProvider.System.GetUtcNow().AddDays(-25).UtcDateTime;

    /// <summary>What each row carries besides, as the protocol that it stands for would.</summary>
    public string Body { get; init; } = "";

    /// <summary>Rows a second over a stretch of time.</summary>
    public async Task<double> PerSecondAsync(int connections, int batch, TimeSpan stretch, CancellationToken ct)
    {
        var open = new NpgsqlConnection[connections];
        for (var i = 0; i < connections; i++) open[i] = await bench.Source.OpenConnectionAsync(ct);
        var minutes = new int[connections];
        try
        {
            var done = await Load.RunAsync(connections, stretch, async client =>
            {
                await CopyAsync(open[client], 1_000_000 + client, minutes[client], batch, ct);
                minutes[client] += batch;
                return true;
            }, ct);
            return done.PerSecond * batch;
        }
        finally
        {
            foreach (var connection in open) await connection.DisposeAsync();
        }
    }

    /// <summary>Stores rows quickly, as ballast.</summary>
    public async Task FillAsync(int device, int start, int rows, CancellationToken ct)
    {
        await using var connection = await bench.Source.OpenConnectionAsync(ct);
        await CopyAsync(connection, device, start, rows, ct);
    }

    private async Task CopyAsync(NpgsqlConnection connection, int device, int start, int rows, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, ct);
        for (var i = 0; i < rows; i++)
        {
            await writer.StartRowAsync(ct);
            await writer.WriteAsync(userId, NpgsqlDbType.Integer, ct);
            await writer.WriteAsync(device, NpgsqlDbType.Integer, ct);
            await writer.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid, ct);
            await writer.WriteAsync(First.AddMinutes((start + i) % (24 * 1440)), NpgsqlDbType.TimestampTz, ct);
            await writer.WriteAsync(1234567890123L + i / 7, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(i + 1, NpgsqlDbType.Integer, ct);
            await writer.WriteAsync(60_000, NpgsqlDbType.Integer, ct);
            await writer.WriteAsync(0, NpgsqlDbType.Integer, ct);
            await writer.WriteAsync((short)0, NpgsqlDbType.Smallint, ct);
            await writer.WriteAsync((short)0, NpgsqlDbType.Smallint, ct);
            await writer.WriteAsync((short)-1, NpgsqlDbType.Smallint, ct);
            await writer.WriteAsync((short)-1, NpgsqlDbType.Smallint, ct);
            await writer.WriteAsync(Body, NpgsqlDbType.Text, ct);
        }

        await writer.CompleteAsync(ct);
    }
}
