using System.Net;
using Daybook.Connectors;
using Daybook.Kernel.Net;

namespace Daybook.Integrations.Egress;

/// <summary>
/// The one place HTTP clients for connectors come from. The address that was judged is the one connected to: a name that answers
/// differently the second time gains nothing. No redirects, cookies, proxies or decompression.
/// </summary>
internal sealed class EgressClients : IDisposable
{
    private readonly EgressPolicy policy;
    private readonly ResolveName resolve;
    private readonly SocketsHttpHandler sockets;
    private readonly BoundedHandler bounded;

    public EgressClients(EgressPolicy policy, EgressOptions options, ResolveName resolve)
    {
        this.policy = policy;
        this.resolve = resolve;
        sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 8, MaxResponseHeadersLength = 64, MaxResponseDrainSize = 64 * 1024,
        };
        bounded = new BoundedHandler(sockets, options);
    }

    /// <summary>A client for one test, run or import. Its handler is shared; disposing it is cheap.</summary>
    public HttpClient Create()
    {
#pragma warning disable RS0030 // This is the factory the ban points to.
        return new HttpClient(bounded, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    public void Dispose()
    {
        bounded.Dispose();
        sockets.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        var allowed = Array.FindAll(addresses, address => policy.Allows(host, address, port));
        if (allowed.Length == 0) throw addresses.Length > 0 ? EgressPolicy.Denied() : new ConnectorException("unreachable", "The server's name leads nowhere.");
        return await Sockets.ConnectAsync(allowed, port, ct);
    }
}
