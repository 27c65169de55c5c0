using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Database;

namespace Daybook.Ingest.Intake;

/// <summary>The devices of streams that need no enrolment: found by the source's own id, made when they are new.</summary>
internal sealed class StreamBook(Db db, DeviceStore devices, PersonChanges changes)
{
    private readonly RecentCache<(int UserId, string ClientId), Device> recent = new(changes, device => device.UserId);

    /// <summary>
    /// The person's device for the stream; how far it was heard from may be a moment old. Texts of <paramref name="stream"/> are canonical and
    /// within their limits.
    /// </summary>
    public async Task<Device> OpenAsync(int userId, StreamInfo stream, CancellationToken ct) =>
        await recent.GetAsync((userId, stream.ClientId), async () => await FindAsync(userId, stream, ct) ?? await MakeAsync(userId, stream, ct))
            ?? throw new InvalidOperationException("The stream's device was not stored.");

    // An insert that meets the row uses a number up all the same: with every request, soon all there are.
    private async Task<Device?> FindAsync(int userId, StreamInfo stream, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await devices.FindOwnAsync(connection, userId, stream.ClientId, ct);
    }

    private Task<Device?> MakeAsync(int userId, StreamInfo stream, CancellationToken ct) => db.InTransactionAsync(tx =>
    {
        var wanted = new NewDevice(
            userId, stream.ClientId, Enrolled: false, stream.Kind, stream.Name, stream.Machine, stream.Platform, stream.ProjectId);
        return devices.MakeAsync(tx, wanted, ct);
    }, ct);
}
