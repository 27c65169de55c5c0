using System.Threading.RateLimiting;
using Daybook.Ingest.Devices;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.Limits;

/// <summary>A token bucket per device and one per person, counted in events. A refused request costs nothing.</summary>
internal sealed class IngestLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<int> devices;
    private readonly PartitionedRateLimiter<int> users;
    private readonly IngestOptions options;

    public IngestLimiter(IOptions<IngestOptions> settings)
    {
        options = settings.Value;
        devices = Buckets(options.DeviceBurst, options.DevicePerSecond);
        users = Buckets(options.UserBurst, options.UserPerSecond);
    }

    /// <summary>Null when the events may come in, else how long to wait before they may.</summary>
    public TimeSpan? Refuse(Device device, int events)
    {
        var cost = Math.Max(events, options.RequestCost);
        var (ofDevice, ofUser) = (Math.Min(cost, options.DeviceBurst), Math.Min(cost, options.UserBurst));

        // The person's bucket is looked at before the device's is charged: a bucket takes nothing back.
        var left = users.GetStatistics(device.UserId)?.CurrentAvailablePermits ?? options.UserBurst;
        if (left < ofUser) return Wait(ofUser - left, options.UserPerSecond);
        using var first = devices.AttemptAcquire(device.DeviceId, ofDevice);
        if (!first.IsAcquired) return Wait(ofDevice - (devices.GetStatistics(device.DeviceId)?.CurrentAvailablePermits ?? 0), options.DevicePerSecond);
        using var second = users.AttemptAcquire(device.UserId, ofUser);
        return second.IsAcquired ? null : Wait(ofUser, options.UserPerSecond);
    }

    public void Dispose()
    {
        devices.Dispose();
        users.Dispose();
    }

    private static TimeSpan Wait(long missing, int perSecond) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((double)missing / perSecond)));

    private static PartitionedRateLimiter<int> Buckets(int burst, int perSecond) =>
        PartitionedRateLimiter.Create<int, int>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
            QueueLimit = 0,
        }));
}
