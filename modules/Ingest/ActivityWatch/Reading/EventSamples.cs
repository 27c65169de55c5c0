using System.Globalization;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>Events as samples. Pure.</summary>
internal static class EventSamples
{
    private const string Prefix = """{"told_ms":""";

    public static Arrival Of(OpenBucket bucket, PostedEvent posted, long number)
    {
        var repairs = posted.DurationMs < 0 ? posted.Repairs | Repairs.Number : posted.Repairs;
        var mapped = EventMapper.Map(bucket.Bucket.Type, bucket.Bucket.BucketId, posted.Data, ref repairs);
        var idle = mapped.State == SampleState.Idle ? Math.Max(0, posted.DurationMs) : 0;
        return new Arrival(
            new IncomingSample(
                EventIdentity.Of(BucketBook.StreamId(bucket.Device), posted), posted.End, Math.Max(0, posted.DurationMs), idle, mapped.State, mapped.Source,
                InCall: false, number, BootId: null, mapped.Context, Negative(posted.DurationMs)) { IsNumbered = true, SkewMs = posted.SkewMs },
            repairs);
    }

    /// <summary>The length that the client gets back: what is stored beside a sample without length is the negative one it sent.</summary>
    public static long Told(int durationMs, string body) =>
        body.Length > Prefix.Length && body.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(body.AsSpan(Prefix.Length, body.Length - Prefix.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var told) ? told : durationMs;

    private static string? Negative(long durationMs) => durationMs < 0 ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{durationMs}}}") : null;
}
