using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daybook.Kernel.Net;

namespace Daybook.Integrations.Egress;

/// <summary>One allowance: a network or a host name, and perhaps one port.</summary>
internal sealed record EgressRule(IPNetwork? Network, string? Host, int? Port)
{
    private static readonly IPNetwork[] Everywhere = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>Throws <see cref="FormatException"/> when the text is no allowance.</summary>
    public static IEnumerable<EgressRule> Parse(string text)
    {
        var (target, port) = Split(text.Trim());
        return target switch
        {
            "loopback" => Networks.Loopback.Select(network => new EgressRule(network, null, port)),
            "private" => Networks.Private.Select(network => new EgressRule(network, null, port)),
            "public" => Everywhere.Select(network => new EgressRule(network, "*", port)),
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
            ({ } network, "*") => network.Contains(address) && !Networks.IsNear(address),
            ({ } network, _) => network.Contains(address),
            _ => string.Equals(Host, host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase),
        };

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
