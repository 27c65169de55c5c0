using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Daybook.Integrations.Egress;

/// <summary>One allowance: a network or a host name, and perhaps one port.</summary>
internal sealed record EgressRule(IPNetwork? Network, string? Host, int? Port)
{
    private static readonly string[] Loopback = ["127.0.0.0/8", "::1/128"];
    private static readonly string[] Private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];
    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0"];

    /// <summary>Throws <see cref="FormatException"/> when the text is no allowance.</summary>
    public static IEnumerable<EgressRule> Parse(string text)
    {
        var (target, port) = Split(text.Trim());
        return target switch
        {
            "loopback" => Loopback.Select(network => new EgressRule(IPNetwork.Parse(network), null, port)),
            "private" => Private.Select(network => new EgressRule(IPNetwork.Parse(network), null, port)),
            "public" => Everywhere.Select(network => new EgressRule(IPNetwork.Parse(network), "*", port)),
            _ when IPNetwork.TryParse(target, out var network) => [new EgressRule(network, null, port)],
            _ when IPAddress.TryParse(target, out var address) =>
                [new EgressRule(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128), null, port)],
            _ when Uri.CheckHostName(target) == UriHostNameType.Dns => [new EgressRule(null, target.TrimEnd('.').ToLowerInvariant(), port)],
            _ => throw new FormatException($"Daybook:Egress:Allow does not understand \"{text}\"."),
        };
    }

    public bool Allows(string host, IPAddress address, int port) =>
        (Port is null || Port == port) && (Network, Host) switch
        {
            ({ } network, "*") => network.Contains(address) && !IsInside(address, Loopback) && !IsInside(address, Private),
            ({ } network, _) => network.Contains(address),
            _ => string.Equals(Host, host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase),
        };

    public static bool IsInside(IPAddress address, IEnumerable<string> networks) => networks.Any(network => IPNetwork.Parse(network).Contains(address));

    private static (string Target, int? Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        var single = colon > 0 && text.IndexOf(':', StringComparison.Ordinal) == colon;
        if (colon > 0 && (single || (bracket > 0 && colon == bracket + 1))
            && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return (text[..colon].Trim('[', ']'), port);
        }

        return (text.Trim('[', ']'), null);
    }
}
