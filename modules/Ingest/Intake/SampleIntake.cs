using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.Intake;

/// <summary>One device's part of a request. <paramref name="SkewMs"/>: how wrong the device's clock was found to be; null when it did not tell.</summary>
internal sealed record Submission(Device Device, DayClock Clock, IReadOnlyList<Arrival> Arrivals, long? SkewMs = null);

/// <summary>What became of a submission: one verdict per arrival, in order, and the device's highest sequence number.</summary>
internal sealed record Stored(ItemVerdict[] Verdicts, long Seq);

/// <summary>The write path of the wire protocols: everything of a request in one transaction; an answer means that it is committed.</summary>
internal sealed class SampleIntake(Db db, SampleGate gate, DeviceStore devices, IngestMeter meter, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>Stores all submissions or none of them; one answer per submission, in order.</summary>
    public async Task<IReadOnlyList<Stored>> StoreAsync(IReadOnlyList<Submission> submissions, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stored = await db.InTransactionAsync(tx => StoreAsync(tx, submissions, ct), ct);
                foreach (var one in stored) meter.Count(one.Verdicts);
                return stored;
            }
            catch (PostgresException error) when (attempt < Tries && IsCrossing(error))
            {
                // Two requests crossed; nothing of this one is stored, so it simply goes again.
            }
        }
    }

    private async Task<IReadOnlyList<Stored>> StoreAsync(NpgsqlTransaction tx, IReadOnlyList<Submission> submissions, CancellationToken ct)
    {
        var answers = new Stored[submissions.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var (device, clock, arrivals, skew) = submissions[i];
            var verdicts = await gate.AcceptAsync(tx, device, clock, arrivals, growing: false, restated: null, ct);
            var seq = 0L;
            for (var j = 0; j < verdicts.Length; j++)
                if (verdicts[j].Verdict != Verdict.Rejected) seq = Math.Max(seq, arrivals[j].Sample.Seq);
            answers[i] = new Stored(verdicts, await devices.AdvanceAsync(tx, device, seq, skew, time.GetUtcNow(), ct));
        }

        return answers;
    }

    private static bool IsCrossing(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
