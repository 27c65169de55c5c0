using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Events;

/// <summary>What became of an event of a list: the number it has now (0: none), or why it cannot be stored.</summary>
internal readonly record struct WrittenEvent(int Number, ItemVerdict Verdict);

/// <summary>Stores lists of events through the same door as everything else, and deletes single ones.</summary>
internal sealed class EventWriter(Db db, BucketStore buckets, SampleGate gate, SampleStore samples, DeviceStore devices, EventPages pages, DayFeed feed, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>Null when there is no such bucket.</summary>
    public async Task<IReadOnlyList<WrittenEvent>?> WriteAsync(
        BucketOwner owner, DayClock clock, string bucketId, IReadOnlyList<PostedEvent> events, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.InTransactionAsync(async tx =>
                    await buckets.FindAsync(tx.Connection!, owner, bucketId, ct) is { } bucket ? await WriteAsync(tx, clock, bucket, events, replacing: true, ct) : null, ct);
            }
            catch (PostgresException error) when (attempt < Tries && error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                // Two requests crossed; nothing of this one is stored, so it simply goes again.
            }
        }
    }

    /// <summary>
    /// The same event again is the same event; one that lasts longer replaces it. With <paramref name="replacing"/> an event that has the number of
    /// one of this bucket takes its place.
    /// </summary>
    public async Task<IReadOnlyList<WrittenEvent>> WriteAsync(
        NpgsqlTransaction tx, DayClock clock, OpenBucket bucket, IReadOnlyList<PostedEvent> events, bool replacing, CancellationToken ct)
    {
        await devices.LockAsync(tx, bucket.Device, ct);
        var numbers = await devices.AdvanceAsync(tx, bucket.Device, 0, null, time.GetUtcNow(), ct);
        var arrivals = new Arrival[events.Count];
        for (var i = 0; i < arrivals.Length; i++)
        {
            var kept = replacing && events[i].Id is { } id && await RemoveAsync(tx, clock, bucket, id, ct) ? id : (long?)null;
            arrivals[i] = EventSamples.Of(bucket, events[i], kept ?? ++numbers);
        }

        await devices.AdvanceAsync(tx, bucket.Device, numbers, null, time.GetUtcNow(), ct);
        var verdicts = await gate.AcceptAsync(tx, bucket.Device, clock, arrivals, growing: true, restated: null, ct);
        var stored = await samples.NumbersAsync(tx, bucket.Device, [.. arrivals.Select(arrival => arrival.Sample.EventId)], ct);
        return [.. arrivals.Select((arrival, index) => new WrittenEvent(stored.GetValueOrDefault(arrival.Sample.EventId), verdicts[index]))];
    }

    /// <summary>Whether there was one; null when there is no such bucket.</summary>
    public Task<bool?> DeleteAsync(BucketOwner owner, DayClock clock, string bucketId, long number, CancellationToken ct) =>
        db.InTransactionAsync<bool?>(async tx =>
        {
            if (await buckets.FindAsync(tx.Connection!, owner, bucketId, ct) is not { } bucket) return null;
            await devices.LockAsync(tx, bucket.Device, ct);
            return await RemoveAsync(tx, clock, bucket, number, ct);
        }, ct);

    private async Task<bool> RemoveAsync(NpgsqlTransaction tx, DayClock clock, OpenBucket bucket, long number, CancellationToken ct)
    {
        if (await pages.FindAsync(tx.Connection!, bucket, number, ct) is not { } old) return false;
        await using (var batch = new NpgsqlBatch(tx.Connection, tx))
        {
            batch.BatchCommands.Add(samples.Delete(bucket.Device, [old.EventId]));
            await batch.ExecuteNonQueryAsync(ct);
        }

        var touched = new TouchedDays(bucket.Device.UserId, clock);
        touched.Add(old.Event.Start, old.Event.End);
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
        return true;
    }
}
