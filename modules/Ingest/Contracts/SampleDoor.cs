using Npgsql;

namespace Daybook.Ingest.Contracts;

/// <summary>
/// A source that re-states a stretch of its past: stored samples of the device that start in [From, To) and are not in the batch are
/// gone at the source, and go here.
/// </summary>
public sealed record RestatedWindow(DateTimeOffset From, DateTimeOffset To);

/// <summary>How a device is known to a protocol: one stream of one machine.</summary>
/// <param name="ClientId">The source's own id for the stream, for example "aw:host/aw-watcher-window_host". Unique per person.</param>
/// <param name="Machine">The computer it runs on; streams of one machine are read together.</param>
/// <param name="ProjectId">The device's own project, as weak evidence for its time; null leaves what the device has.</param>
public sealed record StreamInfo(string ClientId, string Name, string Machine, DeviceKind Kind, string Platform, Guid? ProjectId = null);

internal delegate Task<int> OpenStream(NpgsqlTransaction tx, int userId, StreamInfo stream, CancellationToken ct);

internal delegate Task<IReadOnlyList<ItemVerdict>> AcceptSamples(
    NpgsqlTransaction tx, int userId, int deviceId, IReadOnlyList<IncomingSample> samples, bool growing, RestatedWindow? restated,
    CancellationToken ct);

/// <summary>The one door: canonicalise → verdicts → store → touch days, for every protocol and connector.</summary>
public sealed class SampleDoor
{
    private readonly OpenStream open;
    private readonly AcceptSamples accept;

    internal SampleDoor(OpenStream open, AcceptSamples accept)
    {
        this.open = open;
        this.accept = accept;
    }

    /// <summary>The device of the stream, made when it is new. Never another person's.</summary>
    public Task<int> StreamAsync(NpgsqlTransaction tx, int userId, StreamInfo stream, CancellationToken ct) => open(tx, userId, stream, ct);

    /// <summary>
    /// Stores the samples and touches their local days, in <paramref name="tx"/>; one verdict per sample, in order.
    /// <paramref name="growing"/>: a longer version of a stored event replaces it (never adds time twice), a shorter one is a duplicate
    /// unless <paramref name="restated"/> says that the source's whole truth for the window is in this batch.
    /// </summary>
    public Task<IReadOnlyList<ItemVerdict>> AcceptAsync(
        NpgsqlTransaction tx, int userId, int deviceId, IReadOnlyList<IncomingSample> samples, bool growing, RestatedWindow? restated,
        CancellationToken ct) => accept(tx, userId, deviceId, samples, growing, restated, ct);
}
