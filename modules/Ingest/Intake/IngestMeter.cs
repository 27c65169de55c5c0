using System.Diagnostics.Metrics;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Intake;

/// <summary>Counts what was committed, by verdict.</summary>
internal sealed class IngestMeter
{
    private static readonly KeyValuePair<string, object?>[] Tags =
        [.. Enum.GetValues<Verdict>().Select(verdict => new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()))];

    private readonly Counter<long> samples;
    private readonly Counter<long> excluded;

    public IngestMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Daybook.Ingest");
        samples = meter.CreateCounter<long>("daybook.ingest.samples", description: "Samples sent, by verdict.");
        excluded = meter.CreateCounter<long>("daybook.ingest.excluded", description: "Heartbeats that a person's privacy settings kept from being stored.");
    }

    public void Exclude(int heartbeats)
    {
        if (heartbeats > 0) excluded.Add(heartbeats);
    }

    public void Count(IReadOnlyList<ItemVerdict> verdicts)
    {
        Span<int> counts = stackalloc int[Tags.Length];
        foreach (var verdict in verdicts) counts[(int)verdict.Verdict]++;
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) samples.Add(counts[i], Tags[i]);
    }
}
