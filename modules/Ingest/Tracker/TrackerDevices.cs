using Daybook.Ingest.Devices;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.Tracker;

/// <summary>Finds the device a tracker client speaks for. A device's token speaks for that device alone.</summary>
internal sealed class TrackerDevices(Db db, DeviceStore devices)
{
    public static ProblemHttpResult Revoked => Problem.Forbidden("device-revoked", "This device was revoked.");

    public async Task<(Device? Device, ProblemHttpResult? Problem)> FindAsync(Caller caller, string? clientId, CancellationToken ct)
    {
        if (ClientIds.Normal(clientId) is not { } id) return (null, Unknown());
        await using var connection = await db.OpenAsync(ct);
        var device = await devices.FindEnrolledAsync(connection, id, ct);
        if (device is null || device.UserId != caller.UserId) return (null, Unknown());
        if (caller.DeviceId is { } own && own != device.DeviceId)
            return (null, Problem.Forbidden("other-device", "This token belongs to another device."));
        return device.RevokedAt is null ? (device, null) : (null, Revoked);
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("device-unknown", "There is no such device. Enrol it first.");
}
