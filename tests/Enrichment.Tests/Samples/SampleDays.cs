using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Tests.Samples;

/// <summary>What a person really did, from the sample's ground truth.</summary>
internal sealed record TruthInterval(long Start, long End, string Kind, string? Task, string? Project);

/// <summary>A synthetic week: a catalog, the samples as they are stored, and the truth.</summary>
internal sealed record SampleWeek(Catalog Catalog, DaySamples Samples, IReadOnlyList<TruthInterval> Truth, DayClock Clock)
{
    public DaySamples Of(LocalDay day)
    {
        var (from, to) = (day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        return Samples with { Samples = [.. Samples.Samples.Where(sample => sample.EndMs > from && sample.EndMs - sample.DurationMs < to)] };
    }
}

internal static class SampleDays
{
    public static readonly string[] Profiles = ["backend", "consultant", "frontend"];

    public static SampleWeek Tracker(string profile)
    {
        var contexts = new Contexts();
        var devices = new List<SampleDevice>();
        var samples = new List<Sample>();
        foreach (var line in Read(profile, "tracker-batches.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var batch = JsonDocument.Parse(line);
            var name = batch.RootElement.GetProperty("device_id").GetString()!;
            var device = devices.Find(known => known.Name == name)?.DeviceId ?? 0;
            if (device == 0) devices.Add(new SampleDevice(device = devices.Count + 1, name, name, DeviceKind.Agent, null));
            foreach (var item in batch.RootElement.GetProperty("events").EnumerateArray()) samples.Add(TrackerSample(item, device, contexts));
        }

        return Week(profile, new DaySamples(devices, contexts.All, Ordered(samples)));
    }

    public static SampleWeek ActivityWatch(string profile)
    {
        var contexts = new Contexts();
        var devices = new List<SampleDevice>();
        var samples = new List<Sample>();
        using var export = JsonDocument.Parse(Read(profile, "aw-export.json"));
        foreach (var bucket in export.RootElement.GetProperty("buckets").EnumerateObject())
        {
            var kind = bucket.Value.GetProperty("type").GetString() switch
            {
                "currentwindow" => DeviceKind.Window, "afkstatus" => DeviceKind.Presence, "web.tab.current" => DeviceKind.Browser, _ => DeviceKind.Editor,
            };
            var device = new SampleDevice(devices.Count + 1, bucket.Name, bucket.Value.GetProperty("hostname").GetString()!, kind, null);
            devices.Add(device);
            foreach (var item in bucket.Value.GetProperty("events").EnumerateArray()) samples.Add(WatcherSample(item, device, contexts));
        }

        return Week(profile, new DaySamples(devices, contexts.All, Ordered(samples)));
    }

    private static SampleWeek Week(string profile, DaySamples samples)
    {
        using var setup = JsonDocument.Parse(Read(profile, "setup.json"));
        using var truth = JsonDocument.Parse(Read(profile, "truth.json"));
        var projects = setup.RootElement.GetProperty("projects").EnumerateArray().Select(project => new ProjectInfo(
            Id(Text(project, "name")!), Text(project, "name")!, Text(project, "key"), "#4477aa", true, false)).ToArray();
        var tasks = setup.RootElement.GetProperty("tasks").EnumerateArray().Select(task => new TaskInfo(
            Id(Text(task, "key")!), Id(Text(task, "project")!), Text(task, "key")!, Text(task, "title")!, Text(task, "status")!, [], null,
            Text(task, "closed_at") is { } closed ? DateTimeOffset.Parse(closed, CultureInfo.InvariantCulture) : null)).ToArray();
        var repositories = setup.RootElement.GetProperty("repo_projects").EnumerateObject()
            .Select(item => new RepositoryInfo(item.Name, Id(item.Value.GetString()!), null)).ToArray();
        var intervals = truth.RootElement.GetProperty("intervals").EnumerateArray().Select(interval => new TruthInterval(
            Ms(Text(interval, "start")!), Ms(Text(interval, "end")!), Text(interval, "kind")!, Text(interval, "task"), Text(interval, "project"))).ToArray();
        return new SampleWeek(new Catalog(projects, tasks, repositories), samples, intervals, DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!);
    }

    private static Sample TrackerSample(JsonElement item, int device, Contexts contexts)
    {
        var app = item.GetProperty("active_app");
        item.TryGetProperty("browser", out var browser);
        item.TryGetProperty("file_context", out var file);
        item.TryGetProperty("dev_context", out var dev);
        item.TryGetProperty("meeting", out var meeting);
        var context = new SampleContext(Text(app, "name"), Text(app, "bundle_id"), Text(app, "window_title"), Text(browser, "url"), Text(file, "path"), Text(file, "repo"),
            Text(file, "branch"), null, Text(dev, "terminal_cwd"), Text(dev, "last_command"), Text(meeting, "call_app"), Text(meeting, "calendar_event_id"));
        var state = Enum.Parse<SampleState>(Text(item, "state")!, true);
        return new Sample(device, Ms(Text(item, "ts")!), item.GetProperty("interval_s").GetInt32() * 1000, item.GetProperty("idle_s").GetInt32() * 1000, state, SampleSource.Human,
            meeting.ValueKind == JsonValueKind.Object && meeting.GetProperty("in_call").GetBoolean(), item.GetProperty("client_seq").GetInt64(), 0, contexts.Index(context), Guid.Parse(Text(item, "event_id")!));
    }

    private static Sample WatcherSample(JsonElement item, SampleDevice device, Contexts contexts)
    {
        var start = Ms(Text(item, "timestamp")!);
        var length = (int)Math.Round(item.GetProperty("duration").GetDouble() * 1000);
        var data = item.GetProperty("data");
        var context = device.Kind switch
        {
            DeviceKind.Window => new SampleContext(Text(data, "app"), null, Text(data, "title")),
            DeviceKind.Browser => new SampleContext(Title: Text(data, "title"), Url: Text(data, "url")),
            DeviceKind.Editor => new SampleContext(File: Text(data, "file"), Repository: Text(data, "project"), Branch: Text(data, "branch"), Language: Text(data, "language")),
            _ => SampleContext.Empty,
        };
        var state = device.Kind == DeviceKind.Presence && Text(data, "status") == "afk" ? SampleState.Idle : SampleState.Active;
        return new Sample(device.DeviceId, start + length, length, 0, state, device.Kind == DeviceKind.Editor ? SampleSource.Assist : SampleSource.Human, false, 0, 0,
            contexts.Index(context), Id($"{device.Name}|{start}"));
    }

    private static Sample[] Ordered(IEnumerable<Sample> samples) =>
        [.. samples.DistinctBy(sample => (sample.DeviceId, sample.EventId)).OrderBy(sample => sample.DeviceId).ThenBy(sample => sample.EndMs).ThenBy(sample => sample.EventId)];

    internal static string Read(string profile, string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", profile, file);
        if (File.Exists(path)) return File.ReadAllText(path);
        path += ".gz";
        using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return new StreamReader(unzipped, Encoding.UTF8).ReadToEnd();
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Ms(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    internal static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private sealed class Contexts
    {
        private readonly Dictionary<SampleContext, int> indexes = [];

        public List<SampleContext> All { get; } = [];

        public int Index(SampleContext context)
        {
            if (indexes.TryGetValue(context, out var index)) return index;
            indexes.Add(context, index = All.Count);
            All.Add(context);
            return index;
        }
    }
}
