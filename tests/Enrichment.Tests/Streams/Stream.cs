using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Tests.Streams;

/// <summary>Days in seconds from 0, readable as a table.</summary>
internal sealed class Stream
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "harbor-api" };
    private readonly List<SampleDevice> devices = [];
    private readonly List<SampleContext> contexts = [SampleContext.Empty];
    private readonly List<Sample> samples = [];

    public int Device(DeviceKind kind, string machine = "mbp", string name = "stream")
    {
        devices.Add(new SampleDevice(devices.Count + 1, name, machine, kind, null));
        return devices.Count;
    }

    /// <summary>Something seen over [from, to), in seconds.</summary>
    public Stream Saw(int device, int from, int to, SampleContext? context = null, int idle = 0, SampleState state = SampleState.Active, bool call = false)
    {
        if (context is not null && !contexts.Contains(context)) contexts.Add(context);
        samples.Add(new Sample(device, to * 1000L, (to - from) * 1000, idle * 1000, state, SampleSource.Human, call, samples.Count, 0,
            context is null ? 0 : contexts.IndexOf(context), new Guid(samples.Count + 1, 0, 0, new byte[8])));
        return this;
    }

    public DaySamples Day => new(devices, contexts, samples);

    /// <summary>"0-60 active Code: a.cs" per span.</summary>
    public string[] Spans(int until = 100_000) =>
    [
        .. TimelineBuilder.Build(Day, 0, until * 1000L, Known).Spans.Select(span =>
            $"{span.Start / 1000.0:0.###}-{span.End / 1000.0:0.###} {span.Presence.ToString().ToLowerInvariant()}{Text(span.Facts)}"),
    ];

    private static string Text(Facts facts) => facts.App.Length + facts.Title.Length + facts.Host.Length + facts.Branch.Length == 0 ? ""
        : " " + string.Join(' ', new[] { facts.App, facts.Title, facts.Host, facts.Branch }.Where(text => text.Length > 0));
}
