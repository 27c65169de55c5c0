using System.Net;
using Daybook.Connectors;

namespace Daybook.Integrations.Egress;

/// <summary>Judges the address a connection is really made to, after the name was resolved; names and spellings do not matter.</summary>
internal sealed class EgressPolicy(IEnumerable<EgressRule> rules, Func<IReadOnlyList<int>> ownPorts)
{
    // Link-local holds the cloud's metadata; the others lead nowhere or everywhere. Allowing a wide network does not allow these.
    private static readonly string[] Never =
        ["0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b::/96", "2002::/16"];

    private readonly EgressRule[] allowed = [.. rules];

    public bool Allows(string host, IPAddress address, int port)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        if (EgressRule.IsInside(real, Never)) return false;
        if (IPAddress.IsLoopback(real) && ownPorts().Contains(port)) return false;
        return allowed.Any(rule => rule.Allows(host, real, port));
    }

    public static ConnectorException Denied() => new(
        "denied-by-policy", "Daybook may not connect to that address. Whoever runs it can allow it with the setting Daybook:Egress:Allow.");
}
