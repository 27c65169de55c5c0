using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Server;

/// <summary>Alone, for what other tests hold at the same time would be counted, too.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class LargeImportTests(TrackerApp tracker)
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_large_file_streams_through_in_little_memory()
    {
        // A real port: in memory the body would be kept whole by the test.
        await using var app = new DaybookApp(tracker.ConnectionString, kestrel: true, settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Daybook:Pepper"] = "of the tests" });
        using var http = app.With(tracker.Owner.Token);
        http.Timeout = TimeSpan.FromMinutes(5);
        var client = new AwClient(http, "aw-watcher-window_large");
        var padding = new string('x', 1_500);
        using var body = new PushContent(30_000, i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"timestamp":"{{Ten.AddSeconds(i):O}}","duration":1,"data":{"app":"a","title":"t{{i % 50}}"},"ignored":"{{padding}}"}"""), client.Bucket);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)), null, 200, 200);
        var answer = await http.PostAsync("/api/0/import", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["imported"]!.GetValue<int>().ShouldBe(30_000);
        body.Written.ShouldBeGreaterThan(45_000_000);
        (most - before).ShouldBeLessThan(24_000_000);
        (await client.JsonAsync($"/api/0/buckets/{client.Bucket}/events/count")).GetInt64().ShouldBe(30_000);
    }

    /// <summary>An export that is made while it is sent.</summary>
    private sealed class PushContent(int events, Func<int, string> make, string bucket) : HttpContent
    {
        public long Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await WriteAsync(stream, $$"""{"buckets":{"{{bucket}}":{"type":"currentwindow","client":"x","hostname":"large","created":"2026-01-01T00:00:00Z","events":[""");
            for (var i = 0; i < events; i++) await WriteAsync(stream, (i > 0 ? "," : "") + make(i));
            await WriteAsync(stream, "]}}}");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private async Task WriteAsync(Stream stream, string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Written += bytes.Length;
            await stream.WriteAsync(bytes);
        }
    }
}
