using System.Net;
using System.Net.Sockets;

namespace Daybook.Kernel.Net;

/// <summary>Connections to addresses that somebody has judged already: no name is looked up between the judgement and the connection.</summary>
public static class Sockets
{
    /// <summary>The first of the addresses that answers.</summary>
    public static async Task<Stream> ConnectAsync(IPAddress[] judged, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(judged, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
