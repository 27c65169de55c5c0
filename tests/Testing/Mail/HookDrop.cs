using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Testing.Mail;

/// <summary>A call that came in: its head and its body.</summary>
public sealed record DroppedCall(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A web server on a loopback port that takes calls and answers as it is told; null: never.</summary>
public sealed class HookDrop : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<DroppedCall> calls = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly Task accepting;

    public HookDrop()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The head of the answer, for example "204 No Content".</summary>
    public string? Answer { get; set; } = "204 No Content";

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook");

    public IReadOnlyList<DroppedCall> Calls => [.. calls];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var path = (await reader.ReadLineAsync(stop.Token))!.Split(' ')[1];
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line)
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
            await reader.ReadBlockAsync(body, stop.Token);
            calls.Enqueue(new DroppedCall(path, headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
            if (Answer is not { } answer) await Task.Delay(Timeout.Infinite, stop.Token);
            else await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The other side left.
        }
    }
}
