using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Tracker.Reading;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.Tracker;

/// <summary>Stores a batch that is in shape, in one transaction, with its device's progress.</summary>
internal sealed class BatchIntake(Db db, SampleGate gate, DeviceStore devices, IngestMeter meter, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>One verdict per event, in order, and the device's highest sequence number; returns after the commit.</summary>
    public async Task<(ItemVerdict[] Verdicts, long Seq)> StoreAsync(Device device, DayClock clock, TrackerBatch batch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var skew = SentClock.Skew(now, batch.SentAt);
        var correction = SentClock.Correction(skew);
        var verdicts = new ItemVerdict[batch.Events.Count];
        var arrivals = new List<Arrival>(batch.Events.Count);
        var places = new int[batch.Events.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (batch.Events[i] is not { Sample: { } sample } one)
            {
                verdicts[i] = new ItemVerdict(i, Verdict.Rejected, batch.Events[i].Reason);
                continue;
            }

            places[arrivals.Count] = i;
            arrivals.Add(new Arrival(correction == 0 ? sample : Corrected(sample, correction), one.Repairs));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stored = await db.InTransactionAsync(StoreAsync, ct);
                meter.Count(verdicts);
                return (verdicts, stored);
            }
            catch (PostgresException error) when (attempt < Tries && IsCrossing(error))
            {
                // Two batches crossed; nothing of this one is stored, so it simply goes again.
            }
        }

        async Task<long> StoreAsync(NpgsqlTransaction tx)
        {
            var taken = await gate.AcceptAsync(tx, device, clock, arrivals, growing: false, restated: null, ct);
            var seq = 0L;
            for (var i = 0; i < taken.Length; i++)
            {
                verdicts[places[i]] = taken[i] with { Index = places[i] };
                if (taken[i].Verdict != Verdict.Rejected) seq = Math.Max(seq, arrivals[i].Sample.Seq);
            }

            return await devices.AdvanceAsync(tx, device, seq, skew, now, ct);
        }
    }

    private static bool IsCrossing(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static IncomingSample Corrected(IncomingSample sample, long correction)
    {
        // An instant at the edge of time cannot be moved; it is out of range as it is.
        var moved = Math.Clamp(sample.End.ToUnixTimeMilliseconds() + correction, Earliest, Latest);
        return sample with { End = DateTimeOffset.FromUnixTimeMilliseconds(moved), SkewMs = correction };
    }

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
