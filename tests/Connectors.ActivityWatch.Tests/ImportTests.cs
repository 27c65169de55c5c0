using System.Text;
using Daybook.AwStub;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Window = "aw-watcher-window_laptop";
    private AwServer server = null!;
    private Mirror mirror = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AwServer.StartAsync();
        mirror = new Mirror(server);
        server.Store.Bucket(Window, "currentwindow");
        server.Store.Bucket("aw-watcher-afk_laptop", "afkstatus");
        server.Store.Bucket("aw-watcher-web-firefox", "web.tab.current", "unknown");
        for (var index = 0; index < 4_500; index++)
            server.Store.Add(Window, mirror.Clock.Now.AddSeconds((index - 4_500) * 30), TimeSpan.FromSeconds(30), new { app = "Code", title = $"{index} – ü 漢 😀" });
    }

    public async ValueTask DisposeAsync()
    {
        mirror.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Both_servers_exports_are_read_in_batches(bool withIds, bool withMark)
    {
        using var file = File(AwExport.Of(server.Store, withIds), withMark);
        (await mirror.ImportAsync(file)).ShouldBe(5); // 3 of windows, one each for the two empty buckets
        mirror.Samples(Window).Count().ShouldBe(4_500);
        mirror.Kinds.Count.ShouldBe(3);
        mirror.Rejected.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_and_a_sync_of_the_same_server_store_each_event_once()
    {
        using var file = File(AwExport.Of(server.Store, withIds: false));
        await mirror.ImportAsync(file);
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(4_500);
        mirror.Samples(Window).Sum(sample => sample.Duration.TotalSeconds).ShouldBe(4_500 * 30);
    }

    [Fact]
    public async Task Buckets_as_a_list_and_events_before_the_type_are_read()
    {
        using var file = File("""
            {"note":{"deep":[1,2]},"buckets":[{"id":"aw-watcher-window_desk","events":[{"timestamp":"2026-11-20T10:00:00+0200","duration":1.5,"data":{"app":"A"}}],"type":"currentwindow","hostname":"desk"}]}
            """);
        await mirror.ImportAsync(file);
        var sample = mirror.Samples("aw-watcher-window_desk").ShouldHaveSingleItem();
        (sample.Start, sample.Duration, sample.App).ShouldBe((new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(1.5), "A"));
        mirror.Kinds.Values.ShouldHaveSingleItem().Machine.ShouldBe("desk");
    }

    [Fact]
    public async Task Odd_events_are_rejected_one_by_one_with_their_place()
    {
        using var file = File("""
            {"buckets":{"aw-watcher-afk_x":{"type":"afkstatus","hostname":"x","events":[
              {"timestamp":"2026-11-20T10:00:00Z","duration":1,"data":{"status":"afk"}}, 5,
              {"timestamp":"2026-11-20T10:01:00Z","duration":1,"data":{"status":"dancing"}},
              {"timestamp":"never","duration":1,"data":{"status":"afk"}}]},
             "aw-watcher-input_x":{"type":"os.hid.input","hostname":"x","events":[{"timestamp":"2026-11-20T10:00:00Z","data":{"presses":1}}]}}}
            """);
        await mirror.ImportAsync(file);
        mirror.Samples("aw-watcher-afk_x").Count().ShouldBe(1);
        mirror.Rejected.Select(item => (item.Index, item.Reason)).ShouldBe([(1, "not-an-object"), (2, "says-nothing"), (3, "timestamp-unreadable")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"buckets\":5}")]
    [InlineData("{\"buckets\":{\"a\":[]}}")]
    [InlineData("{\"buckets\":{\"aw-watcher-window_x\":{\"type\":\"currentwindow\",\"events\":[")]
    public async Task Something_else_is_told_to_be_no_export(string content)
    {
        using var file = File(content);
        (await Should.ThrowAsync<ConnectorException>(() => mirror.ImportAsync(file))).Slug.ShouldBe("not-an-export");
    }

    [Fact]
    public async Task A_file_of_two_hundred_megabytes_is_read_in_little_memory()
    {
        using var file = new LargeExport(1_400_000);
        var peak = 0L;
        var read = 0;
        await foreach (var batch in new ActivityWatchConnector().ImportAsync(file, mirror.Context(), TestContext.Current.CancellationToken))
        {
            read += batch.Streams.Sum(stream => stream.Samples.Count);
            if (read % 100_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        read.ShouldBe(1_400_000);
        file.Served.ShouldBeGreaterThan(200_000_000);
        peak.ShouldBeLessThan(60_000_000);
    }

    private static MemoryStream File(string content, bool withMark = false) =>
        new([.. withMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(content)]);

    /// <summary>An export that is written while it is read.</summary>
    private sealed class LargeExport(int events) : Stream
    {
        private byte[] waiting = Encoding.UTF8.GetBytes("""{"buckets":{"aw-watcher-window_laptop":{"id":"aw-watcher-window_laptop","type":"currentwindow","hostname":"laptop","events":[""");
        private int at;
        private int written;

        public long Served { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == waiting.Length) Refill();
            var count = Math.Min(buffer.Length, waiting.Length - at);
            waiting.AsSpan(at, count).CopyTo(buffer.Span);
            at += count;
            Served += count;
            return ValueTask.FromResult(count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Refill()
        {
            at = 0;
            waiting = [];
            if (written > events) return;
            var text = new StringBuilder();
            for (var index = 0; index < 500 && written < events; index++, written++)
            {
                var start = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(written * 10);
                text.Append(written == 0 ? "" : ",").Append("{\"timestamp\":\"").Append(start.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'"))
                    .Append("\",\"duration\":10.0,\"data\":{\"app\":\"Code\",\"title\":\"some file with a long enough title to be like the real ones ").Append(written).Append("\"}}");
            }

            if (written == events)
            {
                text.Append("]}}}");
                written++;
            }

            waiting = Encoding.UTF8.GetBytes(text.ToString());
        }
    }
}
