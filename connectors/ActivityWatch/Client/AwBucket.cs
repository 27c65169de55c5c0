namespace Daybook.Connectors.ActivityWatch.Client;

/// <summary>A bucket as the server lists it; <paramref name="Created"/> as text, because the Python server's is off by its UTC offset.</summary>
internal sealed record AwBucket(string Id, string Type, string Client, string Hostname, string Created)
{
    /// <summary>What the server says of itself in place of a machine's name: old browser extensions and the web page's stopwatch do.</summary>
    public bool HasHost => Hostname.Length > 0 && !string.Equals(Hostname, "unknown", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Who answered at /api/0/info.</summary>
internal sealed record AwInfo(string Hostname, string Version)
{
    /// <summary>The Rust server ignores the range when it counts.</summary>
    public bool IsRust => Version.Contains("rust", StringComparison.OrdinalIgnoreCase);
}
