using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>The door as connectors and protocols without enrolment use it: streams become devices, everything goes through the gate.</summary>
internal sealed class StreamDoor(SampleGate gate, DeviceStore devices, DevicePointer pointer, UserQueries users, TimeProvider time)
{
    public async Task<int> OpenAsync(NpgsqlTransaction tx, int userId, StreamInfo stream, CancellationToken ct)
    {
        var wanted = new NewDevice(
            userId, Text(stream.ClientId, 512), Enrolled: false, stream.Kind, Text(stream.Name, 255), Text(stream.Machine, 255),
            Text(stream.Platform, 32), stream.ProjectId);
        var device = await devices.MakeAsync(tx, wanted, ct) ?? throw new InvalidOperationException("The stream's device was not stored.");
        await pointer.PointAsync(tx, device, new DevicePlace(Machine: wanted.Machine, ProjectId: stream.ProjectId), time.GetUtcNow(), ct);
        return device.DeviceId;
    }

    public async Task<IReadOnlyList<ItemVerdict>> AcceptAsync(
        NpgsqlTransaction tx, int userId, int deviceId, IReadOnlyList<IncomingSample> samples, bool growing, RestatedWindow? restated,
        CancellationToken ct)
    {
        var device = await devices.FindAsync(tx.Connection!, userId, deviceId, ct)
            ?? throw new ArgumentException("The person has no such device.", nameof(deviceId));
        var arrivals = new Arrival[samples.Count];
        for (var i = 0; i < arrivals.Length; i++) arrivals[i] = new Arrival(samples[i], Repairs.None);
        var person = await users.FindAsync(tx, userId, ct) ?? throw new ArgumentException("There is no such person.", nameof(userId));
        return await gate.AcceptAsync(tx, device, person.Clock, arrivals, growing, restated, ct);
    }

    private static string Text(string text, int limit)
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(text, limit, ref repairs) ?? "unknown";
    }
}
