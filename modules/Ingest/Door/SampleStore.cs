using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Reads and writes ingest.sample, and ingest.sample_clock: by how much the few samples were moved whose device had a wrong clock.</summary>
internal sealed class SampleStore
{
    /// <summary>The command that stores rows, in order of time, which are not there yet. Its answer: null when all were new, else the ids that were.</summary>
    public NpgsqlBatchCommand Insert(Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        var command = new NpgsqlBatchCommand(InsertSql);
        command.Parameters.Add(new NpgsqlParameter<int>("sent", rows.Count));
        SampleColumns.Fill(command.Parameters, device, rows, boots);
        return command;
    }

    /// <summary>The same for rows of many devices, by stream and in order of time. Its answer: null when all were new, else devices and ids of those that were.</summary>
    public NpgsqlBatchCommand Insert(IReadOnlyList<DeviceRow> rows)
    {
        var command = new NpgsqlBatchCommand(InsertManySql);
        command.Parameters.Add(new NpgsqlParameter<int>("sent", rows.Count));
        SampleColumns.Fill(command.Parameters, rows);
        return command;
    }

    /// <summary>Stores rows over their older versions, where there are any.</summary>
    public NpgsqlBatchCommand Replace(Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        var command = new NpgsqlBatchCommand(ReplaceSql);
        SampleColumns.Fill(command.Parameters, device, rows, boots);
        return command;
    }

    /// <summary>The command that makes a stored sample last longer. No index knows its length, so the row changes in place.</summary>
    public NpgsqlBatchCommand Grow(Device device, Guid eventId, int durationMs)
    {
        var command = new NpgsqlBatchCommand(GrowSql);
        command.Parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        command.Parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
        command.Parameters.Add(new NpgsqlParameter<Guid>("id", eventId));
        command.Parameters.Add(new NpgsqlParameter<int>("duration", durationMs));
        return command;
    }

    /// <summary>The command that deletes these samples of the device.</summary>
    public NpgsqlBatchCommand Delete(Device device, Guid[] ids)
    {
        var command = new NpgsqlBatchCommand(DeleteSql);
        command.Parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        command.Parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("ids", ids));
        return command;
    }

    /// <summary>By which numbers the protocol asks for these samples.</summary>
    public async Task<Dictionary<Guid, int>> NumbersAsync(NpgsqlTransaction tx, Device device, Guid[] ids, CancellationToken ct) =>
        (await tx.Connection!.QueryAsync<(Guid EventId, int Number)>(
            new CommandDefinition(Numbers, new { device.UserId, device.DeviceId, ids }, tx, cancellationToken: ct)))
        .ToDictionary(row => row.EventId, row => row.Number);

    /// <summary>Deletes all samples of the device; answers the stretches they covered, one for each UTC day.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> DeleteAllAsync(NpgsqlTransaction tx, Device device, CancellationToken ct)
    {
        var covered = await tx.Connection!.QueryAsync<(DateTimeOffset From, DateTimeOffset To)>(
            new CommandDefinition(Covered, new { device.UserId, device.DeviceId }, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteAll, new { device.UserId, device.DeviceId }, tx, commandTimeout: 300, cancellationToken: ct));
        return covered.AsList();
    }

    /// <summary>The stored versions of these events of the device.</summary>
    public async Task<Dictionary<Guid, StoredSample>> FindAsync(NpgsqlTransaction tx, Device device, Guid[] ids, CancellationToken ct) =>
        (await tx.Connection!.QueryAsync<StoredRow>(
            new CommandDefinition(Find, new { device.UserId, device.DeviceId, ids }, tx, cancellationToken: ct)))
        .ToDictionary(row => row.EventId, row => row.ToSample());

    /// <summary>Remembers by how much the rows were moved; <paramref name="replacing"/> also forgets it of their older versions.</summary>
    public async Task KeepClocksAsync(NpgsqlTransaction tx, Device device, IReadOnlyList<SampleRow> rows, bool replacing, CancellationToken ct)
    {
        var connection = tx.Connection!;
        if (replacing)
        {
            var ids = rows.Select(row => row.EventId).ToArray();
            await connection.ExecuteAsync(new CommandDefinition(ForgetClocks, new { device.UserId, device.DeviceId, ids }, tx, cancellationToken: ct));
        }

        var moved = rows.Where(row => row.SkewMs != 0).ToArray();
        if (moved.Length == 0) return;
        await connection.ExecuteAsync(new CommandDefinition(InsertClocks, new
        {
            device.UserId, device.DeviceId,
            ids = moved.Select(row => row.EventId).ToArray(),
            skews = moved.Select(row => row.SkewMs).ToArray(),
        }, tx, cancellationToken: ct));
    }

    /// <summary>Deletes the device's samples that start in the window and are not among <paramref name="ids"/>; answers what they covered.</summary>
    public async Task<IReadOnlyList<StoredSample>> DeleteGoneAsync(
        NpgsqlTransaction tx, Device device, RestatedWindow window, Guid[] ids, CancellationToken ct)
    {
        var gone = (await tx.Connection!.QueryAsync<StoredRow>(
            new CommandDefinition(DeleteGone, new { device.UserId, device.DeviceId, window.From, window.To, ids }, tx, cancellationToken: ct)))
            .Select(row => row.ToSample()).ToList();
        if (gone.Count == 0) return gone;
        var forgotten = gone.Select(sample => sample.EventId).ToArray();
        await tx.Connection!.ExecuteAsync(
            new CommandDefinition(ForgetClocks, new { device.UserId, device.DeviceId, ids = forgotten }, tx, cancellationToken: ct));
        return gone;
    }

    /// <summary>Deletes these heartbeats of the person that start in [from, to), whichever editor sent them; answers how many there were.</summary>
    public Task<int> DeleteHeartbeatsAsync(
        NpgsqlTransaction tx, int userId, Guid[] ids, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteHeartbeats, new { userId, ids, from, to }, tx, cancellationToken: ct));

    private sealed record StoredRow(Guid EventId, DateTimeOffset Start, int DurationMs, int IdleMs, short Flags, long Context, long SkewMs)
    {
        public StoredSample ToSample()
        {
            var flags = new SampleFlags(Flags);
            return new StoredSample(
                EventId, Start.AddMilliseconds(DurationMs), DurationMs, IdleMs, flags.State, flags.Source, flags.InCall, flags.IsWrite, Context, SkewMs);
        }
    }

    private const string InsertSql = """
        with stored as (
            insert into ingest.sample (
                user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
            select @user, @device, row.*
            from unnest(@ids, @starts, @contexts, @seqs, @durations, @idles, @boots, @flags, @keys, @mice, @bodies) as row
            on conflict do nothing
            returning event_id)
        select case when count(*) = @sent then null else coalesce(array_agg(event_id), '{}') end from stored
        """;

    private const string InsertManySql = """
        with stored as (
            insert into ingest.sample (
                user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
            select row.*
            from unnest(@users, @devices, @ids, @starts, @contexts, @seqs, @durations, @idles, @boots, @flags, @keys, @mice, @bodies) as row
            on conflict do nothing
            returning device_id, event_id)
        select case when count(*) = @sent then null else coalesce(array_agg(device_id), '{}') end,
            case when count(*) = @sent then null else coalesce(array_agg(event_id), '{}') end
        from stored
        """;

    private const string ReplaceSql = """
        insert into ingest.sample as old (
            user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        select @user, @device, row.*
        from unnest(@ids, @starts, @contexts, @seqs, @durations, @idles, @boots, @flags, @keys, @mice, @bodies) as row
        on conflict (user_id, device_id, event_id) do update set
            ts = excluded.ts, context = excluded.context, seq = excluded.seq, duration_ms = excluded.duration_ms, idle_ms = excluded.idle_ms,
            boot = excluded.boot, flags = excluded.flags, key_events = excluded.key_events, mouse_events = excluded.mouse_events,
            body = excluded.body
        """;

    private const string GrowSql = """
        update ingest.sample set
            duration_ms = @duration, idle_ms = case when flags & 7 = 1 then @duration else idle_ms end,
            flags = case when @duration > 3600000 then flags | 128::smallint else flags end
        where user_id = @user and device_id = @device and event_id = @id
        """;

    private const string DeleteSql = "delete from ingest.sample where user_id = @user and device_id = @device and event_id = any(@ids)";

    private const string Numbers = """
        select event_id, seq from ingest.sample where user_id = @userId and device_id = @deviceId and event_id = any(@ids)
        """;

    private const string Covered = """
        select min(ts), max(ts + duration_ms * interval '1 millisecond') from ingest.sample
        where user_id = @userId and device_id = @deviceId
        group by (ts at time zone 'UTC')::date
        """;

    private const string DeleteAll = """
        with forgotten as (delete from ingest.sample_clock where user_id = @userId and device_id = @deviceId)
        delete from ingest.sample where user_id = @userId and device_id = @deviceId
        """;

    private const string Find = """
        select sample.event_id, ts as start, duration_ms, idle_ms, flags, context, coalesce(clock.skew_ms, 0) as skew_ms
        from ingest.sample as sample
        left join ingest.sample_clock as clock
            on clock.user_id = sample.user_id and clock.device_id = sample.device_id and clock.event_id = sample.event_id
        where sample.user_id = @userId and sample.device_id = @deviceId and sample.event_id = any(@ids)
        """;

    private const string InsertClocks = """
        insert into ingest.sample_clock (user_id, device_id, event_id, skew_ms)
        select @userId, @deviceId, moved.* from unnest(@ids, @skews) as moved
        on conflict do nothing
        """;

    private const string ForgetClocks = """
        delete from ingest.sample_clock where user_id = @userId and device_id = @deviceId and event_id = any(@ids)
        """;

    private const string DeleteGone = """
        delete from ingest.sample
        where user_id = @userId and device_id = @deviceId and ts >= @from and ts < @to
            and not exists (select 1 from unnest(@ids) as kept(event_id) where kept.event_id = sample.event_id)
        returning event_id, ts as start, duration_ms, idle_ms, flags, context, 0::bigint as skew_ms
        """;

    // Kinds: browser, editor, coding agent.
    private const string DeleteHeartbeats = """
        delete from ingest.sample as sample
        using ingest.device as device
        where device.user_id = @userId and device.kind in (3, 4, 6)
            and sample.user_id = device.user_id and sample.device_id = device.device_id
            and sample.event_id = any(@ids) and sample.ts >= @from and sample.ts < @to
        """;
}
