using System.Text.Json;
using Daybook.Ingest.Contracts;
using static Daybook.Evaluation.Days.SampleFolder;

namespace Daybook.Evaluation.Days;

/// <summary>The tracker's batches, and a calendar beside them, as they are stored.</summary>
internal static class TrackerLines
{
    public static DaySamples Read(string lines, IReadOnlyList<Meeting> calendar)
    {
        var made = new SampleList();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var batch = JsonDocument.Parse(line);
            var device = made.Device(Field(batch.RootElement, "device_id")!, DeviceKind.Agent);
            foreach (var item in batch.RootElement.GetProperty("events").EnumerateArray()) Add(made, device, item);
        }

        if (calendar.Count > 0)
        {
            var device = made.Device("calendar", DeviceKind.Range);
            foreach (var meeting in calendar)
            {
                made.Add(new Sample(device, meeting.End, (int)(meeting.End - meeting.Start), 0, SampleState.Active, SampleSource.Range, false, 0, 0, 0, Id(meeting.Uid)),
                    new SampleContext(CalendarEvent: meeting.Title));
            }
        }

        return made.Samples();
    }

    private static void Add(SampleList made, int device, JsonElement item)
    {
        var app = item.GetProperty("active_app");
        item.TryGetProperty("browser", out var browser);
        item.TryGetProperty("file_context", out var file);
        item.TryGetProperty("dev_context", out var dev);
        item.TryGetProperty("meeting", out var meeting);
        var context = new SampleContext(
            Field(app, "name"), Field(app, "bundle_id"), Field(app, "window_title"), Field(browser, "url"), Field(file, "path"), Field(file, "repo"), Field(file, "branch"),
            null, Field(dev, "terminal_cwd"), Field(dev, "last_command"), Field(meeting, "call_app"), Field(meeting, "calendar_event_id"));
        var inCall = meeting.ValueKind == JsonValueKind.Object && meeting.TryGetProperty("in_call", out var call) && call.ValueKind == JsonValueKind.True;
        made.Add(
            new Sample(
                device, Ms(Field(item, "ts")!), Number(item, "interval_s") * 1000, Number(item, "idle_s") * 1000,
                Enum.Parse<SampleState>(Field(item, "state") ?? "active", ignoreCase: true), SampleSource.Human, inCall, Number(item, "client_seq"), 0, 0,
                Guid.Parse(Field(item, "event_id")!)),
            context);
    }

    private static int Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}

/// <summary>Samples on their way into one list, in the order in which they would be read from the store.</summary>
internal sealed class SampleList
{
    private readonly List<SampleDevice> devices = [];
    private readonly Dictionary<SampleContext, int> contexts = [];
    private readonly List<Sample> samples = [];

    public int Device(string name, DeviceKind kind, string? machine = null)
    {
        var known = devices.Find(device => device.Name == name);
        if (known is null) devices.Add(known = new SampleDevice(devices.Count + 1, name, machine ?? name, kind, null));
        return known.DeviceId;
    }

    public void Add(Sample sample, SampleContext context)
    {
        if (!contexts.TryGetValue(context, out var index)) contexts.Add(context, index = contexts.Count);
        samples.Add(sample with { Context = index });
    }

    public DaySamples Samples() => new(
        devices, [.. contexts.OrderBy(context => context.Value).Select(context => context.Key)],
        [.. samples.DistinctBy(sample => (sample.DeviceId, sample.EventId)).OrderBy(sample => sample.DeviceId).ThenBy(sample => sample.EndMs).ThenBy(sample => sample.EventId)]);
}
