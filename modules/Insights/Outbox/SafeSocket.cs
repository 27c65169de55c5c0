using System.Net;
using System.Net.Sockets;
using Daybook.Kernel.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Npgsql;

namespace Daybook.Insights.Outbox;

/// <summary>
/// Opens connections to where somebody's settings point. The address that was judged is the one connected to; link-local and multicast
/// addresses are denied always, and so are our own API and database.
/// </summary>
internal sealed class SafeSocket(ResolveName resolve, IServiceProvider services, NpgsqlDataSource database)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <param name="near">Whether this machine and its own network are allowed.</param>
    public async Task<Stream> ConnectAsync(string host, int port, bool near, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ConnectTime);
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, limit.Token);
            var allowed = Array.FindAll(addresses, address => Allows(address, port, near));
            if (allowed.Length == 0) throw new PostFailure(addresses.Length > 0 ? PostFailure.Denied : PostFailure.Unreachable);
            return await Sockets.ConnectAsync(allowed, port, limit.Token);
        }
        catch (SocketException failure)
        {
            throw new PostFailure(PostFailure.Unreachable, failure);
        }
        catch (OperationCanceledException failure) when (!ct.IsCancellationRequested)
        {
            throw new PostFailure(PostFailure.TimedOut, failure);
        }
    }

    private bool Allows(IPAddress address, int port, bool near)
    {
        var real = Networks.Real(address);
        if (Networks.IsInside(real, Networks.Never)) return false;
        if (IPAddress.IsLoopback(real) && OwnPorts.Of((IServer?)services.GetService(typeof(IServer)), database).Contains(port)) return false;
        return near || !Networks.IsNear(real);
    }
}
