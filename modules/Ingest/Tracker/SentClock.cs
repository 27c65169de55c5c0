namespace Daybook.Ingest.Tracker;

/// <summary>How wrong a device's clock is, from when it says it sent a batch and when that arrived.</summary>
internal static class SentClock
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(90);

    // A batch sent days ago is a file somebody replays, not a clock that is days off.
    private static readonly TimeSpan Replayed = TimeSpan.FromHours(24);

    /// <summary>What the device's clock lacks, in milliseconds; null for a batch that is replayed.</summary>
    public static long? Skew(DateTimeOffset receivedAt, DateTimeOffset sentAt)
    {
        var skew = receivedAt - sentAt;
        return skew.Duration() > Replayed ? null : (long)skew.TotalMilliseconds;
    }

    /// <summary>By how much the batch's instants are moved.</summary>
    public static long Correction(long? skewMs) => skewMs is { } skew && Math.Abs(skew) > Tolerated.TotalMilliseconds ? skew : 0;
}
