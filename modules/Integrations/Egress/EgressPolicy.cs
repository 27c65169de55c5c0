using System.Net;
using Daybook.Connectors;
using Daybook.Kernel.Net;

namespace Daybook.Integrations.Egress;

/// <summary>Judges the address a connection is really made to, after the name was resolved; names and spellings do not matter.</summary>
internal sealed class EgressPolicy(IEnumerable<EgressRule> rules, Func<IReadOnlyList<int>> ownPorts)
{
    private readonly EgressRule[] allowed = [.. rules];

    public bool Allows(string host, IPAddress address, int port)
    {
        var real = Networks.Real(address);
        if (Networks.IsInside(real, Networks.Never)) return false;
        if (IPAddress.IsLoopback(real) && ownPorts().Contains(port)) return false;
        return allowed.Any(rule => rule.Allows(host, real, port));
    }

    public static ConnectorException Denied() => new(
        "denied-by-policy", "Daybook may not connect to that address. Whoever runs it can allow it with the setting Daybook:Egress:Allow.");
}
