namespace Daybook.Integrations.Egress;

/// <summary>
/// Where connectors may reach: the setting Daybook:Egress:Allow. Out of the box only this machine, and that only while Daybook itself
/// listens on loopback alone: then whoever asks could reach the machine anyway.
/// </summary>
internal sealed record EgressOptions
{
    /// <summary>"loopback", "private", "public", an address, a CIDR or a host name, each with ":port" if only that port is meant (IPv6 in brackets).</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A request from its first byte to the last byte of the answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public long MaxBodyBytes { get; init; } = 32L * 1024 * 1024;
}
