using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daybook.Kernel.Access;

namespace Daybook.Host.Start;

/// <summary>Where the host listens, and how much it takes in at once.</summary>
internal static class Listening
{
    private const int DefaultPort = 5080;
    private const long MaxBody = 8 * 1024 * 1024;

    public static void Add(WebApplicationBuilder builder, WatcherListener watchers)
    {
        var address = Settings.Address(builder.Configuration);
        var port = ChoosePort(builder.Configuration, address);
        builder.Services.AddSingleton(watchers);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(address, port);
            if (watchers.Port is { } watcherPort) kestrel.Listen(IPAddress.Loopback, watcherPort);
        });
    }

    /// <summary>The wished port; when nobody wished one, the usual, or any free one when that is taken.</summary>
    private static int ChoosePort(ConfigurationManager settings, IPAddress address)
    {
        if (settings[Settings.Port] is { Length: > 0 } wish) return int.Parse(wish, CultureInfo.InvariantCulture);
        if (IsFree(address, DefaultPort)) return DefaultPort;
        Console.WriteLine($"Port {DefaultPort} is taken; taking a free one.");
        return 0;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
