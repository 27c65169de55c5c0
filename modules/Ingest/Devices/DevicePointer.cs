using Daybook.Ingest.Contracts;
using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.Ingest.Devices;

/// <summary>What may change about where a device belongs; null leaves it. <paramref name="NoProject"/> takes its project away.</summary>
internal sealed record DevicePlace(string? Name = null, string? Machine = null, string? Platform = null, Guid? ProjectId = null, bool NoProject = false)
{
    /// <summary>Whether the device belongs there already.</summary>
    public bool IsPlaceOf(Device device) =>
        (Name ?? device.Name) == device.Name && (Machine ?? device.Machine) == device.Machine && (Platform ?? device.Platform) == device.Platform
        && (NoProject ? null : ProjectId ?? device.ProjectId) == device.ProjectId;
}

/// <summary>
/// Changes where a device belongs. Its project is evidence for its time: when it changes, every day that was derived is derived anew.
/// </summary>
internal sealed class DevicePointer(DeviceStore devices, DayFeed feed)
{
    public async Task PointAsync(NpgsqlTransaction tx, Device device, DevicePlace place, DateTimeOffset? seen, CancellationToken ct)
    {
        await devices.PlaceAsync(tx, device, place, seen, ct);
        var project = place.NoProject ? null : place.ProjectId ?? device.ProjectId;
        if (project != device.ProjectId) await feed.TouchKnownAsync(tx, SampleQueries.SamplesFeed, device.UserId, lastDays: null, ct);
    }
}
