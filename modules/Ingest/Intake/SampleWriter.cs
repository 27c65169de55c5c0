using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.Intake;

/// <summary>Stores submissions of any people and devices in one transaction, again where two transactions crossed.</summary>
internal sealed class SampleWriter(Db db, SampleGate gate, Quarantine quarantine, IngestMeter meter)
{
    private const int Tries = 4;

    /// <summary>Stores all submissions or none of them; one answer per submission, in order, after the commit.</summary>
    public async Task<IReadOnlyList<Stored>> WriteAsync(IReadOnlyList<Submission> submissions, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stored = await db.InTransactionAsync(tx => WriteAsync(tx, submissions, ct), ct);
                foreach (var one in stored) meter.Count(one.Verdicts);
                return stored;
            }
            catch (PostgresException error) when (attempt < Tries && IsCrossing(error))
            {
                // Two transactions crossed; nothing of this one is stored, so it simply goes again.
            }
        }
    }

    /// <summary>Whether the database could not be asked at all, so that asking again for each part would only take longer.</summary>
    public static bool IsAway(Exception error) => error is NpgsqlException { IsTransient: true } && error is not PostgresException crossing
        || error is PostgresException { IsTransient: true } refused && !IsCrossing(refused);

    private async Task<IReadOnlyList<Stored>> WriteAsync(NpgsqlTransaction tx, IReadOnlyList<Submission> submissions, CancellationToken ct)
    {
        var entries = new GateEntry[submissions.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = new GateEntry(submissions[i].Device, submissions[i].Clock, submissions[i].Arrivals);
        var heard = new Dictionary<int, HeardDevice>();
        foreach (var submission in submissions) Hear(heard, submission);

        // What is rejected counts in no sequence; whether a number is, is known only once it is judged.
        gate.Judge(entries);
        for (var i = 0; i < entries.Length; i++) Raise(heard, entries[i]);
        var seqs = await gate.AcceptAsync(tx, entries, heard.Values, ct);
        await quarantine.KeepAsync(tx, entries, ct);
        return [.. entries.Select(entry => new Stored(
            entry.Verdicts, seqs.TryGetValue(entry.Device.DeviceId, out var seq) ? seq : throw new InvalidOperationException("The device is gone.")))];
    }

    private static void Hear(Dictionary<int, HeardDevice> heard, Submission submission)
    {
        var device = submission.Device;
        var known = heard.GetValueOrDefault(device.DeviceId);
        heard[device.DeviceId] = new HeardDevice(device.UserId, device.DeviceId, 0, submission.SkewMs ?? known.SkewMs);
    }

    private static void Raise(Dictionary<int, HeardDevice> heard, GateEntry entry)
    {
        var known = heard[entry.Device.DeviceId];
        var seq = known.Seq;
        for (var i = 0; i < entry.Arrivals.Count; i++)
            if (entry.Verdicts[i]?.Verdict != Verdict.Rejected) seq = Math.Max(seq, entry.Arrivals[i].Sample.Seq);
        heard[entry.Device.DeviceId] = known with { Seq = seq };
    }

    private static bool IsCrossing(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
