using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.Contracts;

/// <summary>A stream as Enrichment sees it.</summary>
/// <param name="Platform">The operating system, as the source names it; "" when it does not.</param>
public sealed record SampleDevice(int DeviceId, string Name, string Machine, DeviceKind Kind, Guid? ProjectId, string Platform = "");

/// <summary>A stored observation. <paramref name="EndMs"/>: Unix milliseconds UTC; <paramref name="Context"/>: index into the day's contexts.</summary>
public readonly record struct Sample(
    int DeviceId, long EndMs, int DurationMs, int IdleMs, SampleState State, SampleSource Source, bool InCall, long Seq, int Boot, int Context, Guid EventId);

/// <summary>Everything observed of a person in a stretch of time; ordered by (device, end, event id), contexts by hash: same content, same lists.</summary>
public sealed record DaySamples(IReadOnlyList<SampleDevice> Devices, IReadOnlyList<SampleContext> Contexts, IReadOnlyList<Sample> Samples)
{
    public static readonly DaySamples Empty = new([], [], []);
}

/// <summary>Reads samples. The feed <see cref="SamplesFeed"/> says which days have new ones.</summary>
public sealed class SampleQueries(Db db)
{
    public const string SamplesFeed = "ingest.samples";

    /// <summary>Samples whose interval overlaps [from, to), and of each device the one before (within a day), which clips its first.</summary>
    public async Task<DaySamples> LoadAsync(int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await SamplesAsync(connection, userId, from, to, ct);
        if (rows.Count == 0) return DaySamples.Empty;

        var hashes = rows.Select(row => row.Context).Distinct().Order().ToArray();
        var ids = rows.Select(row => row.DeviceId).Distinct().ToArray();
        var devices = await connection.QueryAsync<SampleDevice>(new CommandDefinition(Devices, new { userId, ids }, cancellationToken: ct));
        var places = new Dictionary<long, int>(hashes.Length);
        foreach (var hash in hashes) places[hash] = places.Count;
        return new DaySamples(
            devices.AsList(),
            await ContextTexts.LoadAsync(connection, userId, hashes, ct),
            [.. rows.Select(row => row.At(places[row.Context]))]);
    }

    private static async Task<List<StoredRow>> SamplesAsync(
        NpgsqlConnection connection, int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var rows = new List<StoredRow>(1024);
        await using var command = new NpgsqlCommand(Samples, connection);
        command.Parameters.Add(new NpgsqlParameter<int>("user", userId));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("from", from.UtcDateTime));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("to", to.UtcDateTime));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new StoredRow(
                reader.GetInt32(0), reader.GetGuid(1), new DateTimeOffset(reader.GetDateTime(2)).ToUnixTimeMilliseconds(), reader.GetInt64(3),
                reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt16(7), new SampleFlags(reader.GetInt16(8))));
        }

        return rows;
    }

    private readonly record struct StoredRow(
        int DeviceId, Guid EventId, long StartMs, long Context, int Seq, int DurationMs, int IdleMs, short Boot, SampleFlags Flags)
    {
        public Sample At(int context) =>
            new(DeviceId, StartMs + DurationMs, DurationMs, IdleMs, Flags.State, Flags.Source, Flags.InCall, Seq, Boot, context, EventId);
    }

    // Three walks along the time index of each device: what starts within the hour before the stretch or in it, the few longer ones, the one before.
    private const string Samples = """
        select found.device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags
        from ingest.device as device
        cross join lateral (
            select * from ingest.sample
            where user_id = device.user_id and device_id = device.device_id and flags & 128 = 0
                and ts >= @from - interval '1 hour' and ts < @to
                and (ts + duration_ms * interval '1 millisecond' > @from or (duration_ms = 0 and ts = @from))
            union all
            select * from ingest.sample
            where user_id = device.user_id and device_id = device.device_id and flags & 128 <> 0
                and ts > @from - interval '25 days' and ts < @to
                and ts + duration_ms * interval '1 millisecond' > @from
            union all
            (select * from ingest.sample
            where user_id = device.user_id and device_id = device.device_id
                and ts > @from - interval '25 hours' and ts < @from
                and ts + duration_ms * interval '1 millisecond' between @from - interval '1 day' and @from
            order by ts desc, event_id desc
            limit 1)) as found
        where device.user_id = @user and device.kind <> 7
        order by found.device_id, ts + duration_ms * interval '1 millisecond', event_id
        """;

    private const string Devices = """
        select device_id, name, machine, kind, project_id, platform from ingest.device where user_id = @userId and device_id = any(@ids) order by device_id
        """;
}
