using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Reads and writes ingest.sample and what does not fit into its narrow rows, ingest.sample_extra.</summary>
internal sealed class SampleStore
{
    /// <summary>The command that stores rows, sorted by event id, which are not there yet. Its answer: null when all were new, else the ids that were.</summary>
    public NpgsqlBatchCommand Insert(Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        var command = new NpgsqlBatchCommand(InsertSql);
        command.Parameters.Add(new NpgsqlParameter<int>("sent", rows.Count));
        SampleColumns.Fill(command.Parameters, device, rows, boots);
        return command;
    }

    /// <summary>Stores rows over their older versions, where there are any.</summary>
    public NpgsqlBatchCommand Replace(Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        var command = new NpgsqlBatchCommand(ReplaceSql);
        SampleColumns.Fill(command.Parameters, device, rows, boots);
        return command;
    }

    /// <summary>The stored versions of these events of the device.</summary>
    public async Task<Dictionary<Guid, StoredSample>> FindAsync(NpgsqlTransaction tx, Device device, Guid[] ids, CancellationToken ct) =>
        (await tx.Connection!.QueryAsync<StoredSample>(
            new CommandDefinition(Find, new { device.UserId, device.DeviceId, ids }, tx, cancellationToken: ct)))
        .ToDictionary(sample => sample.EventId);

    /// <summary>What the rows have beside the narrow ones; <paramref name="replacing"/> also forgets what older versions had.</summary>
    public async Task KeepExtrasAsync(NpgsqlTransaction tx, Device device, IReadOnlyList<SampleRow> rows, bool replacing, CancellationToken ct)
    {
        var connection = tx.Connection!;
        if (replacing)
        {
            var ids = rows.Select(row => row.EventId).ToArray();
            await connection.ExecuteAsync(new CommandDefinition(ForgetExtras, new { device.UserId, device.DeviceId, ids }, tx, cancellationToken: ct));
        }

        var extras = rows.Where(row => row.Extra is not null || row.SkewMs != 0).ToArray();
        if (extras.Length == 0) return;
        await connection.ExecuteAsync(new CommandDefinition(InsertExtras, new
        {
            device.UserId, device.DeviceId,
            ids = extras.Select(row => row.EventId).ToArray(),
            skews = extras.Select(row => row.SkewMs).ToArray(),
            bodies = extras.Select(row => row.Extra).ToArray(),
        }, tx, cancellationToken: ct));
    }

    /// <summary>Deletes the device's samples that start in the window and are not among <paramref name="ids"/>; answers what they covered.</summary>
    public async Task<IReadOnlyList<StoredSample>> DeleteGoneAsync(
        NpgsqlTransaction tx, Device device, RestatedWindow window, Guid[] ids, CancellationToken ct)
    {
        var gone = (await tx.Connection!.QueryAsync<StoredSample>(new CommandDefinition(DeleteGone, new
        {
            device.UserId, device.DeviceId, window.From, window.To, last = window.To.AddMilliseconds(SampleJudge.MaxDurationMs), ids,
        }, tx, cancellationToken: ct))).AsList();
        if (gone.Count == 0) return gone;
        var forgotten = gone.Select(sample => sample.EventId).ToArray();
        await tx.Connection!.ExecuteAsync(
            new CommandDefinition(ForgetExtras, new { device.UserId, device.DeviceId, ids = forgotten }, tx, cancellationToken: ct));
        return gone;
    }

    private const string InsertSql = """
        with stored as (
            insert into ingest.sample (
                user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, state, source, key_events, mouse_events, in_call)
            select @user, @device, row.*
            from unnest(@ids, @ends, @contexts, @seqs, @durations, @idles, @boots, @states, @sources, @keys, @mice, @calls) as row
            on conflict do nothing
            returning event_id)
        select case when count(*) = @sent then null else coalesce(array_agg(event_id), '{}') end from stored
        """;

    private const string ReplaceSql = """
        insert into ingest.sample as old (
            user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, state, source, key_events, mouse_events, in_call)
        select @user, @device, row.*
        from unnest(@ids, @ends, @contexts, @seqs, @durations, @idles, @boots, @states, @sources, @keys, @mice, @calls) as row
        on conflict (user_id, device_id, event_id) do update set
            ts = excluded.ts, context = excluded.context, seq = excluded.seq, duration_ms = excluded.duration_ms, idle_ms = excluded.idle_ms,
            boot = excluded.boot, state = excluded.state, source = excluded.source, key_events = excluded.key_events,
            mouse_events = excluded.mouse_events, in_call = excluded.in_call
        """;

    private const string Find = """
        select sample.event_id as eventid, ts as end, duration_ms as durationms, idle_ms as idlems, state, source, in_call as incall, context,
            coalesce(extra.skew_ms, 0) as skewms
        from ingest.sample as sample
        left join ingest.sample_extra as extra
            on extra.user_id = sample.user_id and extra.device_id = sample.device_id and extra.event_id = sample.event_id
        where sample.user_id = @userId and sample.device_id = @deviceId and sample.event_id = any(@ids)
        """;

    private const string InsertExtras = """
        insert into ingest.sample_extra (user_id, device_id, event_id, skew_ms, body)
        select @userId, @deviceId, extra.* from unnest(@ids, @skews, @bodies) as extra
        on conflict do nothing
        """;

    private const string ForgetExtras = """
        delete from ingest.sample_extra where user_id = @userId and device_id = @deviceId and event_id = any(@ids)
        """;

    private const string DeleteGone = """
        delete from ingest.sample
        where user_id = @userId and device_id = @deviceId and ts >= @from and ts < @last
            and ts - duration_ms * interval '1 millisecond' >= @from and ts - duration_ms * interval '1 millisecond' < @to
            and not exists (select 1 from unnest(@ids) as kept(event_id) where kept.event_id = sample.event_id)
        returning event_id as eventid, ts as end, duration_ms as durationms, idle_ms as idlems, state, source, in_call as incall, context,
            0::bigint as skewms
        """;
}
