using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
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

/// <summary>The one door: canonicalise → verdicts → store → touch days, for every protocol and connector.</summary>
public sealed class SampleDoor
{
    private readonly SampleGate gate;
    private readonly DeviceStore devices;
    private readonly TimeProvider time;

    internal SampleDoor(SampleGate gate, DeviceStore devices, TimeProvider time)
    {
        this.gate = gate;
        this.devices = devices;
        this.time = time;
    }

    /// <summary>The device of the stream, made when it is new. Never another person's.</summary>
    public async Task<int> StreamAsync(NpgsqlTransaction tx, int userId, StreamInfo stream, CancellationToken ct)
    {
        var repairs = Repairs.None;
        string Text(string text, int limit) => CanonicalText.Of(text, limit, ref repairs) ?? "unknown";

        var wanted = new NewDevice(
            userId, Text(stream.ClientId, 512), Enrolled: false, stream.Kind, Text(stream.Name, 255), Text(stream.Machine, 255),
            Text(stream.Platform, 32), stream.ProjectId);
        var device = await devices.MakeAsync(tx, wanted, ct) ?? throw new InvalidOperationException("The stream's device was not stored.");
        await devices.PointAsync(tx, device, name: null, wanted.Machine, platform: null, stream.ProjectId, time.GetUtcNow(), ct);
        return device.DeviceId;
    }

    /// <summary>
    /// Stores the samples and touches their local days, in <paramref name="tx"/>; one verdict per sample, in order.
    /// <paramref name="growing"/>: a longer version of a stored event replaces it (never adds time twice), a shorter one is a duplicate
    /// unless <paramref name="restated"/> says that the source's whole truth for the window is in this batch.
    /// </summary>
    public async Task<IReadOnlyList<ItemVerdict>> AcceptAsync(
        NpgsqlTransaction tx, int userId, int deviceId, IReadOnlyList<IncomingSample> samples, bool growing, RestatedWindow? restated,
        CancellationToken ct)
    {
        var device = await devices.FindAsync(tx.Connection!, userId, deviceId, ct) ?? throw new ArgumentException("The person has no such device.", nameof(deviceId));
        var arrivals = samples.Select(sample => new Arrival(sample, Repairs.None)).ToArray();
        return await gate.AcceptAsync(tx, device, arrivals, growing, restated, ct);
    }
}
