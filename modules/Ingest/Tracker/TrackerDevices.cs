using Daybook.Ingest.Devices;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.Tracker;

/// <summary>Finds the device a tracker client speaks for. A device's token speaks for that device alone.</summary>
internal sealed class TrackerDevices(Db db, DeviceStore devices, PersonChanges changes)
{
    private readonly RecentCache<string, Device> recent = new(changes, device => device.UserId);

    public static ProblemHttpResult Revoked => Problem.Forbidden("device-revoked", "This device was revoked.");

    public async Task<(Device? Device, ProblemHttpResult? Problem)> FindAsync(Caller caller, string? clientId, CancellationToken ct) =>
        ClientIds.Normal(clientId) is { } id ? Judge(caller, await ReadAsync(id, ct)) : (null, Unknown());

    /// <summary>The same for batches. What it captures and who it is are as they are; how far it was heard from may be a moment old.</summary>
    public async Task<(Device? Device, ProblemHttpResult? Problem)> FindRecentAsync(Caller caller, string? clientId, CancellationToken ct) =>
        ClientIds.Normal(clientId) is { } id ? Judge(caller, await recent.GetAsync(id, () => ReadAsync(id, ct))) : (null, Unknown());

    private async Task<Device?> ReadAsync(string clientId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await devices.FindEnrolledAsync(connection, clientId, ct);
    }

    private static (Device? Device, ProblemHttpResult? Problem) Judge(Caller caller, Device? device)
    {
        if (device is null || device.UserId != caller.UserId) return (null, Unknown());
        if (caller.DeviceId is { } own && own != device.DeviceId)
            return (null, Problem.Forbidden("other-device", "This token belongs to another device."));
        return device.RevokedAt is null ? (device, null) : (null, Revoked);
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("device-unknown", "There is no such device. Enrol it first.");
}
