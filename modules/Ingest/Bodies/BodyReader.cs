using System.Buffers;
using System.IO.Compression;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.Bodies;

/// <summary>A request's body in a pooled buffer, unpacked when it is gzip, never more than the limit.</summary>
internal sealed class BodyReader : IDisposable
{
    private byte[] buffer;
    private int length;

    private BodyReader(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    public Memory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Why there is no body: too large, an unknown encoding, broken gzip.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    public static async Task<BodyReader> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        var body = new BodyReader((int)Math.Clamp(request.ContentLength ?? 0, 16 * 1024, limit + 1));
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "gzip" or "identity"))
        {
            body.Problem = Kernel.Problems.Problem.Of(415, "unsupported-encoding", "The body may be plain or gzip.");
        }
        else if (request.ContentLength > limit)
        {
            body.TooLarge(limit);
        }
        else if (encoding == "gzip")
        {
            await using var plain = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
            await body.UnpackAsync(plain, limit, ct);
        }
        else
        {
            await body.FillAsync(request.Body, limit, ct);
        }

        return body;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private async Task UnpackAsync(GZipStream plain, int limit, CancellationToken ct)
    {
        try
        {
            await FillAsync(plain, limit, ct);
        }
        catch (InvalidDataException)
        {
            Problem = Kernel.Problems.Problem.BadRequest("broken-encoding", "The body is not gzip.");
        }
    }

    private async Task FillAsync(Stream stream, int limit, CancellationToken ct)
    {
        while (true)
        {
            if (length == buffer.Length) Grow(limit);
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0) return;
            length += read;
            if (length > limit)
            {
                TooLarge(limit);
                return;
            }
        }
    }

    private void Grow(int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, limit + 1 + buffer.Length));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void TooLarge(int limit) => Problem = Kernel.Problems.Problem.Of(
        413, "too-large", "The body is too large.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["max_bytes"] = limit });
}
