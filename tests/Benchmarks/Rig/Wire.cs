using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Benchmarks.Rig;

/// <summary>A keep-alive connection that sends ready bytes and reads one answer: no client library's cost in the measurement.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[256 * 1024];

    /// <summary>The status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>The last answer, headers and body as they came.</summary>
    public ReadOnlyMemory<byte> Answer { get; private set; }

    public string Text => Encoding.UTF8.GetString(Answer.Span);

    public static async Task<Wire> OpenAsync(Uri address, CancellationToken ct)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), ct);
        return wire;
    }

    /// <summary>A whole request as bytes.</summary>
    public static byte[] Request(string method, string path, string? credential, ReadOnlySpan<byte> body, string headers = "")
    {
        var head = Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{(credential is null ? "" : $"Authorization: {credential}\r\n")}{headers}"
            + (method == "GET" ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"));
        return [.. head, .. body];
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        while (request.Length > 0) request = request[await socket.SendAsync(request, SocketFlags.None, ct)..];
        var length = 0;
        var end = -1;
        while (end < 0)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, ct);
            if (read == 0) throw new IOException("The host closed the connection.");
            length += read;
            end = End(buffer.AsSpan(0, length));
        }

        Answer = buffer.AsMemory(0, length);
        Status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    public void Dispose() => socket.Dispose();

    // Where the answer ends, or -1 while it is not whole.
    private static int End(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return -1;
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at >= 0)
        {
            var number = bytes[(at + 16)..head];
            var line = number.IndexOf((byte)'\r');
            var length = int.Parse(line < 0 ? number : number[..line], NumberStyles.None, CultureInfo.InvariantCulture);
            return bytes.Length >= head + 4 + length ? head + 4 + length : -1;
        }

        if (bytes[..head].IndexOf("chunked"u8) < 0) return head + 4;
        return bytes.EndsWith("0\r\n\r\n"u8) ? bytes.Length : -1;
    }
}
