using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Dapper;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Contracts;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>
/// Reads a bucket's events, newest first, a page at a time: what starts in the range along the time index, then the few that began before it
/// and reach into it. Memory is a page and the data seen so far, whatever the size of the bucket.
/// </summary>
internal sealed class EventPages
{
    private const int PageSize = 10_000;
    private const int MaxSeen = 50_000;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async IAsyncEnumerable<IReadOnlyList<ShownEvent>> ReadAsync(
        NpgsqlConnection connection, OpenBucket bucket, AwRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = range.Limit;
        var seen = new Dictionary<(long Context, SampleState State), byte[]>();
        var (from, to) = (Bounded(range.Start ?? Earliest), Bounded(range.End ?? Latest));
        if (from > to) yield break;
        Row? last = null;
        while (left > 0)
        {
            var page = await RowsAsync(connection, Starting, bucket, from, to, last, Math.Min(left, PageSize), ct);
            if (page.Count == 0) break;
            yield return await ShownAsync(connection, bucket, page, range, seen, ct);
            left -= page.Count;
            last = page[^1];
            if (page.Count < PageSize) break;
        }

        if (left <= 0 || range.Start is null) yield break;
        var reaching = await RowsAsync(connection, Reaching, bucket, from, to, null, Math.Min(left, PageSize), ct);
        if (reaching.Count > 0) yield return await ShownAsync(connection, bucket, reaching, range, seen, ct);
    }

    public async Task<long> CountAsync(NpgsqlConnection connection, OpenBucket bucket, AwRange range, CancellationToken ct)
    {
        var (from, to) = (Bounded(range.Start ?? Earliest), Bounded(range.End ?? Latest));
        return from > to ? 0 : await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Count, new { user = bucket.Device.UserId, device = bucket.Device.DeviceId, from, to }, cancellationToken: ct));
    }

    /// <summary>The event of that number, or null.</summary>
    public async Task<(Guid EventId, ShownEvent Event)?> FindAsync(NpgsqlConnection connection, OpenBucket bucket, long number, CancellationToken ct)
    {
        if (number is <= 0 or > int.MaxValue) return null;
        var rows = new List<Row>(1);
        await using (var command = new NpgsqlCommand(ByNumber, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<int>("user", bucket.Device.UserId));
            command.Parameters.Add(new NpgsqlParameter<int>("device", bucket.Device.DeviceId));
            command.Parameters.Add(new NpgsqlParameter<int>("number", (int)number));
            await using var reader = await command.ExecuteReaderAsync(ct);
            if (await reader.ReadAsync(ct)) rows.Add(Row.Read(reader));
        }

        if (rows.Count == 0) return null;
        return (rows[0].EventId, (await ShownAsync(connection, bucket, rows, default, [], ct))[0]);
    }

    /// <summary>The end of the newest event, or null when the bucket is empty.</summary>
    public async Task<DateTimeOffset?> LastAsync(NpgsqlConnection connection, int userId, int deviceId, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<DateTime?>(new CommandDefinition(Last, new { userId, deviceId }, cancellationToken: ct)) is { } end
            ? new DateTimeOffset(DateTime.SpecifyKind(end, DateTimeKind.Utc)) : null;

    private static async Task<List<Row>> RowsAsync(
        NpgsqlConnection connection, string sql, OpenBucket bucket, DateTimeOffset from, DateTimeOffset to, Row? last, long limit, CancellationToken ct)
    {
        var rows = new List<Row>((int)Math.Min(limit, 1024));
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int>("user", bucket.Device.UserId));
        command.Parameters.Add(new NpgsqlParameter<int>("device", bucket.Device.DeviceId));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("from", from.UtcDateTime));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("to", (last is { } row ? DateTimeOffset.FromUnixTimeMilliseconds(row.StartMs) : to).UtcDateTime));
        command.Parameters.Add(new NpgsqlParameter<int>("seq", last?.Number ?? int.MaxValue));
        command.Parameters.Add(new NpgsqlParameter<Guid>("event", last?.EventId ?? Guid.AllBitsSet));
        command.Parameters.Add(new NpgsqlParameter<bool>("first", last is null));
        command.Parameters.Add(new NpgsqlParameter<long>("limit", limit));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(Row.Read(reader));
        return rows;
    }

    private static async Task<ShownEvent[]> ShownAsync(
        NpgsqlConnection connection, OpenBucket bucket, List<Row> page, AwRange range, Dictionary<(long Context, SampleState State), byte[]> seen, CancellationToken ct)
    {
        if (seen.Count > MaxSeen) seen.Clear();
        var unknown = page.Where(row => !seen.ContainsKey(row.Key)).Select(row => row.Key).ToHashSet();
        if (unknown.Count > 0)
        {
            long[] hashes = [.. unknown.Select(key => key.Context).Distinct()];
            var texts = (await ContextTexts.LoadAsync(connection, bucket.Device.UserId, hashes, ct)).Zip(hashes).ToDictionary(pair => pair.Second, pair => pair.First);
            foreach (var key in unknown) seen[key] = Encoding.UTF8.GetBytes(EventMapper.Back(bucket.Bucket.Type, texts[key.Context], key.State));
        }

        var shown = new ShownEvent[page.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            var row = page[i];
            shown[i] = new ShownEvent(row.Number, DateTimeOffset.FromUnixTimeMilliseconds(row.StartMs), row.DurationMs, seen[row.Key]).Within(range.Start, range.End);
        }

        return shown;
    }

    private static DateTimeOffset Bounded(DateTimeOffset instant) => instant < Earliest ? Earliest : instant > Latest ? Latest : instant;

    private readonly record struct Row(Guid EventId, long StartMs, long DurationMs, int Number, long Context, SampleState State)
    {
        public (long Context, SampleState State) Key => (Context, State);

        public static Row Read(DbDataReader reader) => new(
            reader.GetGuid(0), new DateTimeOffset(reader.GetDateTime(1)).ToUnixTimeMilliseconds(), EventSamples.Told(reader.GetInt32(2), reader.GetString(6)),
            reader.GetInt32(3), reader.GetInt64(4), new SampleFlags(reader.GetInt16(5)).State);
    }

    private const string Starting = """
        select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = @device and ts >= @from and ts <= @to
            and (@first or (ts, seq, event_id) < (@to, @seq, @event))
        order by ts desc, seq desc, event_id desc
        limit @limit
        """;

    private const string Reaching = """
        select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = @device and flags & 128 = 0 and ts >= @from - interval '1 hour' and ts < @from
            and ts + duration_ms * interval '1 millisecond' >= @from
        union all
        select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = @device and flags & 128 <> 0 and ts > @from - interval '25 days' and ts < @from
            and ts + duration_ms * interval '1 millisecond' >= @from
        order by ts desc, seq desc
        limit @limit
        """;

    private const string Count = """
        select
            (select count(*) from ingest.sample where user_id = @user and device_id = @device and ts >= @from and ts <= @to)
            + (select count(*) from ingest.sample
                where user_id = @user and device_id = @device and flags & 128 = 0 and ts >= @from - interval '1 hour' and ts < @from
                    and ts + duration_ms * interval '1 millisecond' >= @from)
            + (select count(*) from ingest.sample
                where user_id = @user and device_id = @device and flags & 128 <> 0 and ts > @from - interval '25 days' and ts < @from
                    and ts + duration_ms * interval '1 millisecond' >= @from)
        """;

    private const string ByNumber = """
        select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = @device and seq = @number and flags & 256 <> 0
        limit 1
        """;

    private const string Last = """
        select ts + duration_ms * interval '1 millisecond' from ingest.sample
        where user_id = @userId and device_id = @deviceId
        order by ts desc, seq desc
        limit 1
        """;
}
