using Daybook.Connectors;

namespace Daybook.Integrations.Egress;

/// <summary>Gives every request one budget of time, up to the last byte of its answer, and its answer a largest size.</summary>
internal sealed class BoundedHandler(HttpMessageHandler inner, EgressOptions options) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(options.RequestTimeout);
        try
        {
            var response = await base.SendAsync(request, budget.Token);
            if (response.Content.Headers.ContentLength > options.MaxBodyBytes)
            {
                response.Dispose();
                throw TooLarge();
            }

            response.Content = new BoundedContent(response.Content, budget, options.MaxBodyBytes);
            return response;
        }
        catch
        {
            budget.Dispose();
            throw;
        }
    }

    private static ConnectorException TooLarge() => new("too-large", "The server's answer is too large.");

    private sealed class BoundedContent : HttpContent
    {
        private readonly HttpContent content;
        private readonly CancellationTokenSource budget;
        private readonly long max;

        public BoundedContent(HttpContent content, CancellationTokenSource budget, long max)
        {
            (this.content, this.budget, this.max) = (content, budget, max);
            foreach (var (name, values) in content.Headers) Headers.TryAddWithoutValidation(name, values);
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() =>
            new BoundedStream(await content.ReadAsStreamAsync(budget.Token), max, budget.Token);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await using var body = await CreateContentReadStreamAsync();
            await body.CopyToAsync(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
                budget.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class BoundedStream(Stream body, long max, CancellationToken budget) : Stream
    {
        private long read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget);
            var count = await body.ReadAsync(buffer, both.Token);
            return (read += count) <= max ? count : throw TooLarge();
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) body.Dispose();
            base.Dispose(disposing);
        }
    }
}
