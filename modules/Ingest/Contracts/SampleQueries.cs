using Daybook.Kernel.Database;

namespace Daybook.Ingest.Contracts;

/// <summary>A stream as Enrichment sees it.</summary>
public sealed record SampleDevice(int DeviceId, string Name, string Machine, DeviceKind Kind, Guid? ProjectId);

/// <summary>A stored observation. <paramref name="EndMs"/>: Unix milliseconds UTC; <paramref name="Context"/>: index into the day's contexts.</summary>
public readonly record struct Sample(
    int DeviceId, long EndMs, int DurationMs, int IdleMs, SampleState State, SampleSource Source, bool InCall, long Seq, int Boot, int Context, Guid EventId);

/// <summary>Everything observed of a person in a stretch of time; ordered by (device, end, event id), contexts by hash: same content, same lists.</summary>
public sealed record DaySamples(IReadOnlyList<SampleDevice> Devices, IReadOnlyList<SampleContext> Contexts, IReadOnlyList<Sample> Samples)
{
    public static readonly DaySamples Empty = new([], [], []);
}

/// <summary>Reads samples. The feed <see cref="SamplesFeed"/> says which days have new ones.</summary>
public sealed class SampleQueries(Db db)
{
    public const string SamplesFeed = "ingest.samples";

    /// <summary>Samples whose interval overlaps [from, to), and of each device the one before, which clips its first.</summary>
    public Task<DaySamples> LoadAsync(int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        throw new NotImplementedException();
}
