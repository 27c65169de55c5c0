using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Ingest.Tracker.Reading;
using Daybook.Kernel.Time;

namespace Daybook.Ingest.Tracker;

/// <summary>Stores a batch that is in shape, its instants moved when the device's clock is wrong.</summary>
internal sealed class BatchIntake(SampleIntake intake, IngestMeter meter, TimeProvider time)
{
    /// <summary>One verdict per event, in order, and the device's highest sequence number; returns after the commit.</summary>
    public async Task<(ItemVerdict[] Verdicts, long Seq)> StoreAsync(Device device, DayClock clock, TrackerBatch batch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var skew = SentClock.Skew(now, batch.SentAt);
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
            arrivals.Add(new Arrival(SentClock.Correction(skew, sample, now) is var correction and not 0 ? Corrected(sample, correction) : sample, one.Repairs));
        }

        meter.Count([.. verdicts.Where(verdict => verdict is not null)]);
        var stored = (await intake.StoreAsync([new Submission(device, clock, arrivals, skew)], ct))[0];
        for (var i = 0; i < stored.Verdicts.Length; i++) verdicts[places[i]] = stored.Verdicts[i] with { Index = places[i] };
        return (verdicts, stored.Seq);
    }

    private static IncomingSample Corrected(IncomingSample sample, long correction)
    {
        // An instant at the edge of time cannot be moved; it is out of range as it is.
        var moved = Math.Clamp(sample.End.ToUnixTimeMilliseconds() + correction, Earliest, Latest);
        return sample with { End = DateTimeOffset.FromUnixTimeMilliseconds(moved), SkewMs = correction };
    }

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
