using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Limits;
using Daybook.Kernel.Time;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.Intake;

/// <summary>One device's part of a request. <paramref name="SkewMs"/>: how wrong the device's clock was found to be; null when it did not tell.</summary>
internal sealed record Submission(Device Device, DayClock Clock, IReadOnlyList<Arrival> Arrivals, long? SkewMs = null);

/// <summary>What became of a submission: one verdict per arrival, in order, and the device's highest sequence number.</summary>
internal sealed record Stored(ItemVerdict[] Verdicts, long Seq);

/// <summary>The write path of the wire protocols: everything of a request in one transaction; an answer means that it is committed.</summary>
internal sealed class SampleIntake(SampleWriter writer, GroupWriter groups, IOptions<IngestOptions> options)
{
    // From here on a transaction of its own costs a request no more than a share of a common one.
    private const int Small = 50;

    private readonly IntakeRoom room = new(options.Value.MaxRowsUnderWay, options.Value.MaxBytesUnderWay);

    /// <summary>
    /// Stores all submissions or none of them; one answer per submission, in order. Throws <see cref="Kernel.Problems.TooBusyException"/> when too much
    /// is on its way already.
    /// </summary>
    public async Task<IReadOnlyList<Stored>> StoreAsync(IReadOnlyList<Submission> submissions, CancellationToken ct)
    {
        var place = room.Take(submissions);
        if (options.Value.Coalesce && place.Rows < Small) return await groups.StoreAsync(submissions, place, ct);
        using (place) return await writer.WriteAsync(submissions, ct);
    }
}
