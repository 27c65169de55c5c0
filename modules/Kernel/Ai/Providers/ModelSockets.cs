using System.Net;
using System.Net.Sockets;
using Daybook.Kernel.Net;

namespace Daybook.Kernel.Ai.Providers;

/// <summary>
/// The HTTP clients that models are called with. The address that was judged is the one connected to: a name that answers differently the
/// second time gains nothing. In local mode only this machine and its own network; elsewhere only with TLS. No redirects, cookies or proxies.
/// </summary>
internal sealed class ModelSockets : IDisposable
{
    private readonly ResolveName resolve;
    private readonly Func<IReadOnlyList<int>> ownPorts;
    private readonly Lazy<HttpClient> near;
    private readonly Lazy<HttpClient> anywhere;

    public ModelSockets(ResolveName resolve, Func<IReadOnlyList<int>> ownPorts)
    {
        (this.resolve, this.ownPorts) = (resolve, ownPorts);
        near = new Lazy<HttpClient>(() => Create(onlyNear: true));
        anywhere = new Lazy<HttpClient>(() => Create(onlyNear: false));
    }

    public HttpClient For(AiMode mode) => mode == AiMode.Cloud ? anywhere.Value : near.Value;

    public void Dispose()
    {
        if (near.IsValueCreated) near.Value.Dispose();
        if (anywhere.IsValueCreated) anywhere.Value.Dispose();
    }

    internal bool Allows(IPAddress address, int port, bool encrypted, bool onlyNear)
    {
        var real = Networks.Real(address);
        if (Networks.IsInside(real, Networks.Never)) return false;
        if (IPAddress.IsLoopback(real) && ownPorts().Contains(port)) return false;
        return Networks.IsNear(real) || (!onlyNear && encrypted);
    }

    private HttpClient Create(bool onlyNear)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5), MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxConnectionsPerServer = 16,
            ConnectCallback = (context, ct) => ConnectAsync(context, onlyNear, ct),
        };
#pragma warning disable RS0030 // This is a factory, as the ban asks for.
        return new HttpClient(new AnswerHandler(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool onlyNear, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var encrypted = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        }
        catch (SocketException unknown)
        {
            throw new ModelException(ModelException.Unreachable, inner: unknown);
        }

        var allowed = Array.FindAll(addresses, address => Allows(address, port, encrypted, onlyNear));
        if (allowed.Length == 0) throw new ModelException(addresses.Length > 0 ? ModelException.Denied : ModelException.Unreachable);
        return await Sockets.ConnectAsync(allowed, port, ct);
    }
}
