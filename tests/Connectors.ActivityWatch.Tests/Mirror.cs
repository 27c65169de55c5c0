using System.Text.Json;
using Daybook.AwStub;
using Daybook.Connectors.Compliance;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

/// <summary>What the host would have stored: batches applied as the door applies them, with the checkpoint that came with them.</summary>
internal sealed class Mirror(AwServer server) : IDisposable
{
    private readonly Recorder recorder = new();

    public FixedClock Clock { get; } = new();
    public Checkpoint? Checkpoint { get; private set; }
    public Dictionary<string, Dictionary<string, SyncSample>> Streams { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, StreamBatch> Kinds { get; } = new(StringComparer.Ordinal);
    public List<SyncProblem> Problems { get; } = [];
    public List<RejectedItem> Rejected { get; } = [];

    public IEnumerable<SyncSample> Samples(string bucket) =>
        Streams.Where(stream => stream.Key.EndsWith("/" + bucket, StringComparison.Ordinal)).SelectMany(stream => stream.Value.Values).OrderBy(sample => sample.Start);

    public ConnectorContext Context(object? extra = null)
    {
        var settings = new Dictionary<string, object?> { ["server_url"] = server.Address.ToString(), ["lookback_days"] = 7 };
        foreach (var property in extra?.GetType().GetProperties() ?? []) settings[property.Name] = property.GetValue(extra);
        return recorder.Context(ComplianceSource.From(JsonSerializer.Serialize(settings)), Clock);
    }

    public Task<TestResult> TestAsync(object? extra = null) => new ActivityWatchConnector().TestAsync(Context(extra), TestContext.Current.CancellationToken);

    /// <summary>One sync run; answers how many samples were handed over.</summary>
    public async Task<int> SyncAsync(object? extra = null, int stopAfter = int.MaxValue)
    {
        Problems.Clear();
        Rejected.Clear();
        var (read, batches) = (0, 0);
        await foreach (var batch in new ActivityWatchConnector().SyncAsync(Context(extra), Checkpoint, TestContext.Current.CancellationToken))
        {
            if (batches++ == stopAfter) break;
            Apply(batch);
            read += batch.Streams.Sum(stream => stream.Samples.Count);
        }

        return read;
    }

    public async Task<int> ImportAsync(Stream file)
    {
        var batches = 0;
        await foreach (var batch in new ActivityWatchConnector().ImportAsync(file, Context(), TestContext.Current.CancellationToken))
        {
            Apply(batch);
            batches++;
        }

        return batches;
    }

    public void Dispose() => recorder.Dispose();

    private void Apply(SyncBatch batch)
    {
        foreach (var stream in batch.Streams)
        {
            Kinds[stream.StreamId] = stream;
            if (!Streams.TryGetValue(stream.StreamId, out var stored)) Streams[stream.StreamId] = stored = new Dictionary<string, SyncSample>(StringComparer.Ordinal);
            if (stream is { RestatedFrom: { } from, RestatedTo: { } to })
            {
                var ids = stream.Samples.Select(sample => sample.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var gone in stored.Values.Where(sample => sample.Start >= from && sample.Start < to && !ids.Contains(sample.Id)).ToList()) stored.Remove(gone.Id);
            }

            foreach (var sample in stream.Samples)
            {
                if (!stored.TryGetValue(sample.Id, out var known) || known.Duration < sample.Duration || stream.RestatedFrom is not null) stored[sample.Id] = sample;
            }
        }

        Checkpoint = batch.Checkpoint ?? Checkpoint;
        Problems.AddRange(batch.Problems);
        Rejected.AddRange(batch.Rejected);
    }
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
