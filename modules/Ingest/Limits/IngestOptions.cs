using System.ComponentModel.DataAnnotations;

namespace Daybook.Ingest.Limits;

/// <summary>Settings of the module, section "Ingest".</summary>
internal sealed record IngestOptions
{
    /// <summary>The largest body a batch may have, after decompression.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What one device may send at once: a week offline at one sample a minute, and some more.</summary>
    [Range(1, 10_000_000)]
    public int DeviceBurst { get; init; } = 20_000;

    /// <summary>How many events a second come back to a device.</summary>
    [Range(1, 1_000_000)]
    public int DevicePerSecond { get; init; } = 200;

    [Range(1, 10_000_000)]
    public int UserBurst { get; init; } = 100_000;

    [Range(1, 1_000_000)]
    public int UserPerSecond { get; init; } = 1_000;

    /// <summary>What a request costs at least, so that many small ones are no way around the limit.</summary>
    [Range(0, 1_000)]
    public int RequestCost { get; init; } = 10;

    /// <summary>Whether small requests of any people are stored together, one commit for all.</summary>
    public bool Coalesce { get; init; } = true;

    /// <summary>How many samples may be on their way into the database at once; beyond it requests are told to come back.</summary>
    [Range(1, 10_000_000)]
    public int MaxRowsUnderWay { get; init; } = 100_000;

    /// <summary>About how much memory they may take.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytesUnderWay { get; init; } = 64 * 1024 * 1024;
}
