using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Door;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>Events as samples. Pure.</summary>
internal static class EventSamples
{
    public static Arrival Of(OpenBucket bucket, PostedEvent posted, long number)
    {
        var repairs = posted.Repairs;
        var mapped = EventMapper.Map(bucket.Bucket.Type, bucket.Bucket.BucketId, posted.Data, ref repairs);
        var idle = mapped.State == SampleState.Idle ? Math.Max(0, posted.DurationMs) : 0;
        return new Arrival(
            new IncomingSample(
                EventIdentity.Of(BucketBook.StreamId(bucket.Device), posted), posted.End, posted.DurationMs, idle, mapped.State, mapped.Source,
                InCall: false, number, BootId: null, mapped.Context) { IsNumbered = true },
            repairs);
    }
}
