using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daybook.Host.Postgres;
using Daybook.Host.Start;
using Daybook.Kernel.Access;

namespace Daybook.Host.Watchers;

/// <summary>Whether and where watchers are listened to, as the settings say. What they say wrongly, and a port that is taken, is told before the start.</summary>
internal static class WatcherPlace
{
    private const int DefaultPort = 5600;

    /// <exception cref="StartFailure">Why it cannot be so, in words.</exception>
    public static WatcherListener Of(IConfiguration settings)
    {
        var email = (settings[Settings.WatcherEmail] ?? "").Trim();
        if (!Wanted(settings)) return new WatcherListener(null, email);
        if (email.Length > 0 && !email.Contains('@', StringComparison.Ordinal))
            throw new StartFailure($"{Settings.WatcherEmail} takes the address somebody signs in with, not \"{email}\".");
        var port = Port(settings);
        if (settings[Settings.Port] == port.ToString(CultureInfo.InvariantCulture))
            throw new StartFailure($"Port {port} is for the watchers of ActivityWatch: choose another for Daybook itself with --port N, or another for them with --{Settings.WatcherPort}=N.");
        if (!IsFree(port))
        {
            throw new StartFailure(
                $"Port {port} is taken, probably by aw-server, ActivityWatch's own server, which watchers look for there. Stop aw-server (or aw-qt, which starts it), " +
                $"choose another port for watchers with --{Settings.WatcherPort}=N, or start without --activitywatch.");
        }

        return new WatcherListener(port, email);
    }

    private static bool Wanted(IConfiguration settings) => settings[Settings.Watchers] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var wanted) => wanted,
        var text => throw new StartFailure($"{Settings.Watchers} takes true or false, not \"{text}\"."),
    };

    private static int Port(IConfiguration settings) => settings[Settings.WatcherPort] switch
    {
        null or "" => DefaultPort,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 => port,
        var text => throw new StartFailure($"{Settings.WatcherPort} takes a number from 1 to 65535, not \"{text}\"."),
    };

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
