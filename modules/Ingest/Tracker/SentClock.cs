using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;

namespace Daybook.Ingest.Tracker;

/// <summary>How wrong a device's clock is, from when it says it sent a batch and when that arrived.</summary>
internal static class SentClock
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(90);

    // A batch sent days ago is a file somebody replays, not a clock that is days off. Nothing is replayed from the future, nor from before there were agents.
    private static readonly TimeSpan Replayed = TimeSpan.FromHours(24);

    /// <summary>What the device's clock lacks, in milliseconds; null for a batch that is replayed.</summary>
    public static long? Skew(DateTimeOffset receivedAt, DateTimeOffset sentAt)
    {
        var skew = receivedAt - sentAt;
        return skew > Replayed && sentAt >= SampleJudge.Earliest ? null : (long)skew.TotalMilliseconds;
    }

    /// <summary>By how much an instant of the batch is moved. By more than a day only one that cannot be: the others were told by a clock that was right then.</summary>
    public static long Correction(long? skewMs, IncomingSample told, DateTimeOffset receivedAt)
    {
        if (skewMs is not { } skew || Math.Abs(skew) <= Tolerated.TotalMilliseconds) return 0;
        return Math.Abs(skew) <= Replayed.TotalMilliseconds || !SampleJudge.IsInRange(told, receivedAt) ? skew : 0;
    }
}
