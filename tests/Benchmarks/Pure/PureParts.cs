using BenchmarkDotNet.Attributes;
using Daybook.Benchmarks.Rig;
using Daybook.Ingest.ActivityWatch.Heartbeats;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;
using Daybook.Ingest.Editors;
using Daybook.Ingest.Tracker.Reading;
using Daybook.Ingest.WakaTime.Reading;
using Daybook.Insights.Stats;
using Microsoft.AspNetCore.Http;

namespace Daybook.Benchmarks.Pure;

/// <summary>The parts of the write path that touch neither network nor database.</summary>
public class PureParts
{
    private static readonly SampleContext Context = new(
        "Code", "com.microsoft.VSCode", "SampleStore.cs - harbor - Visual Studio Code", null, "/home/kim/harbor/src/SampleStore.cs", "harbor", "main", "C#");

    private readonly byte[] batch = BodyOf(new TrackerBodies("", "018f0000-0000-7000-8000-000000000001", 100, 0).Next().Span);
    private readonly byte[] bulk = BodyOf(BeatBodies.WakaTime("", 0, 25).Next().Span);
    private readonly HeartbeatSender sender = new(new DefaultHttpContext().Request);
    private readonly Neighbour[] before = [.. Enumerable.Range(1, 8).Select(Near)];
    private readonly Neighbour[] after = [.. Enumerable.Range(1, 8).Select(place => Near(-place))];
    private readonly Beat[] beats = [.. Enumerable.Range(0, 2_740).Select(BeatAt)];

    [Benchmark(Description = "Tracker batch of 100, bytes to samples")]
    public object? ReadBatch() => BatchReader.Read(batch.ToArray(), "Europe/Berlin", out _);

    [Benchmark(Description = "WakaTime bulk of 25, bytes to heartbeats")]
    public object? ReadBulk() => HeartbeatsReader.Read(bulk.ToArray(), sender);

    [Benchmark(Description = "ActivityWatch merge rule, eight events either side")]
    public object Merge() => HeartbeatRule.Decide(1_700_000_000_000, 0, 60_000, 86_400_000, before, after);

    [Benchmark(Description = "A day of 2,740 heartbeats timed")]
    public object TimeDay() => BeatTimer.Slices(beats, 900_000);

    [Benchmark(Description = "Name of a context")]
    public long HashOfContext() => ContextHash.Of(Context);

    [Benchmark(Description = "Canonical text, nothing to mend")]
    public string? CanonicalTextPlain()
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(Context.Title, 1024, ref repairs);
    }

    private static byte[] BodyOf(ReadOnlySpan<byte> request) => request[(request.IndexOf("\r\n\r\n"u8) + 4)..].ToArray();

    private static Neighbour Near(int place) => new(Guid.Empty, place, 1_700_000_000_000 - place * 60_000L, 30_000, place % 3 == 0);

    private static Beat BeatAt(int place) => new(
        1_700_000_000_000 + place * 10_500L, "/home/kim/harbor/src/SampleStore.cs", "file", "harbor", "main", "C#", "VS Code", "bench", "Linux", "coding",
        SampleSource.Assist, false, DeviceKind.Editor, 1, Guid.Empty, null, "", null);
}
