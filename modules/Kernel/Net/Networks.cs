using System.Net;

namespace Daybook.Kernel.Net;

/// <summary>Which networks are what: judged by the address a connection is really made to, never by its name.</summary>
public static class Networks
{
    public static readonly IReadOnlyList<IPNetwork> Loopback = Parse("127.0.0.0/8", "::1/128");
    public static readonly IReadOnlyList<IPNetwork> Private = Parse("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    /// <summary>Link-local holds the cloud's metadata; the others lead nowhere or everywhere.</summary>
    public static readonly IReadOnlyList<IPNetwork> Never = Parse(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b::/96", "2002::/16");

    /// <summary>An IPv4 address however it is written, and no zone.</summary>
    public static IPAddress Real(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    public static bool IsInside(IPAddress address, IReadOnlyList<IPNetwork> networks) => networks.Any(network => network.Contains(address));

    /// <summary>This machine or its own network.</summary>
    public static bool IsNear(IPAddress address) => IsInside(address, Loopback) || IsInside(address, Private);

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(network => IPNetwork.Parse(network))];
}
