using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Time;

namespace Daybook.Ingest.Door;

/// <summary>One device's part of what is stored together, and what became of it: one verdict per arrival.</summary>
internal sealed class GateEntry(Device device, DayClock clock, IReadOnlyList<Arrival> arrivals)
{
    public Device Device => device;
    public IReadOnlyList<Arrival> Arrivals => arrivals;
    public ItemVerdict[] Verdicts { get; } = new ItemVerdict[arrivals.Count];

    /// <summary>What may be stored, one per event.</summary>
    public List<SampleRow> Rows { get; set; } = [];

    /// <summary>What came twice: compared with what is stored afterwards, whichever of the two that is.</summary>
    public List<SampleRow> Repeats { get; set; } = [];

    public TouchedDays Touched { get; } = new(device.UserId, clock);
}

/// <summary>A row and whose it is, as it goes into the table.</summary>
internal readonly record struct DeviceRow(GateEntry Entry, SampleRow Row, short Boot)
{
    public int UserId => Entry.Device.UserId;
    public int DeviceId => Entry.Device.DeviceId;

    /// <summary>By stream, then in order of time.</summary>
    public static int ByStream(DeviceRow one, DeviceRow other)
    {
        var order = one.UserId.CompareTo(other.UserId);
        if (order == 0) order = one.DeviceId.CompareTo(other.DeviceId);
        return order == 0 ? SampleRow.ByTime(one.Row, other.Row) : order;
    }
}
