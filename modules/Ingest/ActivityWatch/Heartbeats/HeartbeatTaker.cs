using System.Data.Common;
using System.Text;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Heartbeats;

/// <summary>What became of a heartbeat: the event as it is stored now, or why there is none.</summary>
internal sealed record Beaten(ShownEvent? Event, string? Refused);

/// <summary>
/// Takes heartbeats: one transaction with the stream locked, two ways to the database besides the commit, whatever the size of the bucket.
/// </summary>
internal sealed class HeartbeatTaker(
    Db db, BucketBook book, BucketStore buckets, SampleStore samples, ContextStore contexts, DeviceStore devices, DayFeed feed, IngestMeter meter,
    TimeProvider time)
{
    private const int Tries = 4;
    private const int Near = 8;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromSeconds(30);
    private static readonly Dictionary<string, int> NoBoots = new(StringComparer.Ordinal);

    public async Task<Beaten> TakeAsync(BucketOwner owner, DayClock clock, string bucketId, PostedEvent beat, double pulseMs, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.InTransactionAsync(tx => TakeAsync(tx, owner, clock, bucketId, beat, pulseMs, ct), ct);
            }
            catch (PostgresException error) when (attempt < Tries && error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                // Two requests crossed; nothing of this one is stored, so it simply goes again.
            }
        }
    }

    private async Task<Beaten> TakeAsync(
        NpgsqlTransaction tx, BucketOwner owner, DayClock clock, string bucketId, PostedEvent beat, double pulseMs, CancellationToken ct)
    {
        var (bucket, found) = await LookAsync(tx, owner, bucketId, beat.Start, ct);
        if (bucket is null)
        {
            // Watchers may send before they make their bucket, and throw away what is refused.
            var wish = new BucketWish(bucketId, BucketTypes.Guess(bucketId), BucketTypes.GuessClient(bucketId), BucketTypes.GuessHost(bucketId));
            await book.MakeAsync(tx, owner, wish, ct);
            (bucket, found) = await LookAsync(tx, owner, bucketId, beat.Start, ct);
            if (bucket is null) return new Beaten(null, "bucket_unknown");
        }

        var device = bucket.Device;
        var now = time.GetUtcNow();
        var arrival = EventSamples.Of(bucket, beat, device.ServerSeq + 1);
        if (new SampleJudge(device, now).Judge(0, arrival.Sample, arrival.Repairs, out var reason) is not { } row) return new Beaten(null, reason);

        var (before, after) = Sides(found, row);
        var outcome = HeartbeatRule.Decide(
            row.Start.ToUnixTimeMilliseconds(), Math.Min(beat.DurationMs, row.DurationMs), pulseMs, SampleJudge.MaxDurationMs, before, after);
        if (after.Count == Near && outcome.Joined.Count == Near) outcome = await FartherAsync(tx, device, row, pulseMs, before, after, ct);

        var data = Encoding.UTF8.GetBytes(EventMapper.Back(bucket.Bucket.Type, row.Texts, row.State));
        var duration = outcome.EndMs - outcome.StartMs;
        var number = outcome.Grown?.Number ?? (outcome.Joined is [var first, ..] && first.Number > 0 ? first.Number : (int)row.Seq);
        if (outcome.Grown is not { } grown || grown.DurationMs != duration || outcome.Joined.Count > 0)
            await WriteAsync(tx, clock, device, row with { Seq = number }, outcome, now, ct);
        meter.Count([new ItemVerdict(0, outcome.Grown is null ? Verdict.Accepted : Verdict.Duplicate)]);
        var told = beat.DurationMs < 0 && outcome.Grown is null ? beat.DurationMs : duration;
        return new Beaten(new ShownEvent(number, DateTimeOffset.FromUnixTimeMilliseconds(outcome.StartMs), told, data), null);
    }

    /// <summary>Locks the stream and, with the lock, sees what lies around the heartbeat: one way there and back.</summary>
    private async Task<(OpenBucket? Bucket, List<NearRow> Found)> LookAsync(
        NpgsqlTransaction tx, BucketOwner owner, string bucketId, DateTimeOffset start, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(tx.Connection, tx);
        batch.BatchCommands.Add(buckets.Lock(owner, bucketId));
        var around = new NpgsqlBatchCommand(Around);
        BucketStore.Fill(around.Parameters, owner, bucketId);
        around.Parameters.Add(new NpgsqlParameter<DateTime>("start", start.UtcDateTime));
        batch.BatchCommands.Add(around);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return (null, []);
        var bucket = BucketStore.Read(reader);
        await reader.NextResultAsync(ct);
        var found = new List<NearRow>(2 * Near);
        while (await reader.ReadAsync(ct)) found.Add(NearRow.Read(reader));
        return (bucket, found);
    }

    private async Task WriteAsync(
        NpgsqlTransaction tx, DayClock clock, Device device, SampleRow row, HeartbeatOutcome outcome, DateTimeOffset now, CancellationToken ct)
    {
        var duration = (int)(outcome.EndMs - outcome.StartMs);
        await using (var batch = new NpgsqlBatch(tx.Connection, tx))
        {
            if (outcome.Joined.Count > 0) batch.BatchCommands.Add(samples.Delete(device, [.. outcome.Joined.Select(joined => joined.EventId)]));
            if (outcome.Grown is { } grown)
            {
                batch.BatchCommands.Add(samples.Grow(device, grown.EventId, duration));
            }
            else
            {
                var whole = row with
                {
                    End = row.Start.AddMilliseconds(duration), DurationMs = duration, IdleMs = row.State == SampleState.Idle ? duration : row.IdleMs,
                };
                if (contexts.Insert(device.UserId, [whole]) is { } texts) batch.BatchCommands.Add(texts);
                batch.BatchCommands.Add(samples.Replace(device, [whole], NoBoots));
            }

            var fresh = outcome.Grown is null && row.Seq > device.ServerSeq;
            if (fresh || device.LastSeenAt is not { } seen || now - seen > SeenEvery) 
                batch.BatchCommands.Add(devices.AdvanceAll([new HeardDevice(device.UserId, device.DeviceId, fresh ? row.Seq : 0, null)], now));
            await batch.ExecuteNonQueryAsync(ct);
        }

        if (row.SkewMs != 0 && outcome.Grown is null) await samples.KeepClocksAsync(tx, device, [row], replacing: true, ct);
        if (device.Kind == DeviceKind.Other) return;
        var touched = new TouchedDays(device.UserId, clock);
        touched.Add(DateTimeOffset.FromUnixTimeMilliseconds(outcome.Grown?.EndMs ?? outcome.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(outcome.EndMs));
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
    }

    /// <summary>A heartbeat so long that it reaches over everything that was looked at.</summary>
    private static async Task<HeartbeatOutcome> FartherAsync(
        NpgsqlTransaction tx, Device device, SampleRow row, double pulseMs, List<Neighbour> before, List<Neighbour> after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Later, tx.Connection, tx);
        command.Parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        command.Parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("start", row.Start.UtcDateTime));
        await using var reader = await command.ExecuteReaderAsync(ct);
        after = new List<Neighbour>();
        while (await reader.ReadAsync(ct)) after.Add(NearRow.Read(reader).Beside(row));
        return HeartbeatRule.Decide(row.Start.ToUnixTimeMilliseconds(), row.DurationMs, pulseMs, SampleJudge.MaxDurationMs, before, after);
    }

    private static (List<Neighbour> Before, List<Neighbour> After) Sides(List<NearRow> found, SampleRow row)
    {
        var start = row.Start.ToUnixTimeMilliseconds();
        return ([.. found.Where(near => near.StartMs <= start).Select(near => near.Beside(row))], [.. found.Where(near => near.StartMs > start).Select(near => near.Beside(row))]);
    }

    private readonly record struct NearRow(Guid EventId, long StartMs, long DurationMs, int Number, long Context, SampleFlags Flags)
    {
        public static NearRow Read(DbDataReader reader) => new(
            reader.GetGuid(0), new DateTimeOffset(reader.GetDateTime(1)).ToUnixTimeMilliseconds(), EventSamples.Told(reader.GetInt32(2), reader.GetString(6)),
            reader.GetInt32(3), reader.GetInt64(4), new SampleFlags(reader.GetInt16(5)));

        public Neighbour Beside(SampleRow row) => new(EventId, Number, StartMs, DurationMs, Context == row.Context && Flags.State == row.State);
    }

    // The last eight that start no later, newest first, and the next eight: two short walks along the time index.
    private const string Around = """
        with stream as (
            select device_id from ingest.bucket
            where user_id = @user
                and (bucket_id = @bucket and (owner_device = @owner or @owner = 0) or bucket_id = @name and owner_device = @device)
            order by bucket_id = @bucket desc, owner_device
            limit 1)
        (select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = (select device_id from stream) and ts <= @start
        order by ts desc, seq desc
        limit 8)
        union all
        (select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = (select device_id from stream) and ts > @start
        order by ts, seq
        limit 8)
        """;

    private const string Later = """
        select event_id, ts, duration_ms, seq, context, flags, body from ingest.sample
        where user_id = @user and device_id = @device and ts > @start and ts <= @start + interval '25 days'
        order by ts, seq
        """;
}
