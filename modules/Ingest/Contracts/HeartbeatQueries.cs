using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.Contracts;

/// <summary>What an editor, a browser or a coding agent sent. <paramref name="AtMs"/>: its start, Unix milliseconds UTC; most last no time at all.</summary>
/// <param name="Device">Index into the devices.</param>
/// <param name="Context">Index into the contexts.</param>
/// <param name="Body">What was sent with this one alone, as JSON text; "" for nothing.</param>
public readonly record struct Heartbeat(
    int Device, Guid EventId, long AtMs, int DurationMs, SampleState State, SampleSource Source, bool IsWrite, int Context, string Body);

/// <summary>A stretch of a person's heartbeats, ordered by (instant, event id, device): same content, same lists.</summary>
public sealed record Heartbeats(IReadOnlyList<SampleDevice> Devices, IReadOnlyList<SampleContext> Contexts, IReadOnlyList<Heartbeat> Items)
{
    public static readonly Heartbeats Empty = new([], [], []);
}

/// <summary>Reads the streams of editors, browsers and coding agents.</summary>
public sealed class HeartbeatQueries(Db db)
{
    /// <summary>What begins in [from, to), and what lasts into it.</summary>
    public async Task<Heartbeats> LoadAsync(int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var devices = (await connection.QueryAsync<SampleDevice>(new CommandDefinition(Devices, new { userId }, cancellationToken: ct))).AsList();
        if (devices.Count == 0) return Heartbeats.Empty;

        var places = devices.Select((device, place) => (device.DeviceId, place)).ToDictionary(pair => pair.DeviceId, pair => pair.place);
        var contexts = new Dictionary<long, int>();
        var items = await ReadAsync(connection, userId, places, contexts, from, to, ct);
        if (items.Count == 0) return Heartbeats.Empty;

        items.Sort(static (left, right) =>
        {
            var order = left.AtMs.CompareTo(right.AtMs);
            if (order == 0) order = left.EventId.CompareTo(right.EventId);
            return order != 0 ? order : left.Device.CompareTo(right.Device);
        });
        return new Heartbeats(devices, await ContextTexts.LoadAsync(connection, userId, [.. contexts.Keys], ct), items);
    }

    /// <summary>When the first and the last of them began; null when there are none.</summary>
    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> RangeAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var (first, last) = await connection.QuerySingleAsync<(DateTimeOffset? First, DateTimeOffset? Last)>(
            new CommandDefinition(Range, new { userId }, cancellationToken: ct));
        return first is null || last is null ? null : (first.Value, last.Value);
    }

    private static async Task<List<Heartbeat>> ReadAsync(
        NpgsqlConnection connection, int userId, Dictionary<int, int> places, Dictionary<long, int> contexts, DateTimeOffset from, DateTimeOffset to,
        CancellationToken ct)
    {
        var items = new List<Heartbeat>(1024);
        await using var command = new NpgsqlCommand(Found, connection);
        command.Parameters.Add(new NpgsqlParameter<int>("user", userId));
        command.Parameters.Add(new NpgsqlParameter<int[]>("devices", [.. places.Keys]));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("from", from.UtcDateTime));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("to", to.UtcDateTime));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var hash = reader.GetInt64(4);
            if (!contexts.TryGetValue(hash, out var context)) contexts[hash] = context = contexts.Count;
            var flags = new SampleFlags(reader.GetInt16(5));
            items.Add(new Heartbeat(
                places[reader.GetInt32(0)], reader.GetGuid(1), new DateTimeOffset(reader.GetDateTime(2)).ToUnixTimeMilliseconds(), reader.GetInt32(3),
                flags.State, flags.Source, flags.IsWrite, context, reader.GetString(6)));
        }

        return items;
    }

    // Kinds: browser, editor, coding agent.
    private const string Devices = """
        select device_id, name, machine, kind, project_id, platform
        from ingest.device where user_id = @userId and kind in (3, 4, 6) order by device_id
        """;

    private const string Range = """
        select min(stretch.first) as first, max(stretch.last) as last
        from ingest.device as device
        cross join lateral (
            select min(ts) as first, max(ts) as last from ingest.sample
            where user_id = device.user_id and device_id = device.device_id) as stretch
        where device.user_id = @userId and device.kind in (3, 4, 6)
        """;

    private const string Found = """
        select found.device_id, event_id, ts, duration_ms, context, flags, body
        from unnest(@devices) as device(id)
        cross join lateral (
            select * from ingest.sample
            where user_id = @user and device_id = device.id and ts >= @from and ts < @to
            union all
            select * from ingest.sample
            where user_id = @user and device_id = device.id and flags & 128 = 0 and duration_ms > 0
                and ts >= @from - interval '1 hour' and ts < @from and ts + duration_ms * interval '1 millisecond' > @from
            union all
            select * from ingest.sample
            where user_id = @user and device_id = device.id and flags & 128 <> 0
                and ts > @from - interval '25 days' and ts < @from and ts + duration_ms * interval '1 millisecond' > @from) as found
        """;
}
