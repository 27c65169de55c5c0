using Daybook.Ingest.Devices;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>A row of ingest.bucket: what a client calls one of the person's streams. <see cref="OwnerDevice"/>: the device whose token made it, or 0.</summary>
internal sealed record Bucket
{
    public required int UserId { get; init; }
    public required int OwnerDevice { get; init; }
    public required string BucketId { get; init; }
    public required int DeviceId { get; init; }
    public required string Type { get; init; }
    public required string Client { get; init; }
    public required string Hostname { get; init; }
    public required DateTimeOffset Created { get; init; }

    /// <summary>The client's own JSON object.</summary>
    public required string Data { get; init; }

    /// <summary>Two devices may have buckets of one name; to the person the later ones are named after their device, too.</summary>
    public string ShownId { get; init; } = "";
}

/// <summary>A bucket and the stream that holds its events.</summary>
internal sealed record OpenBucket(Bucket Bucket, Device Device);

/// <summary>Whose buckets are meant: a device's token knows only its own, the person all of theirs.</summary>
internal readonly record struct BucketOwner(int UserId, int DeviceId)
{
    public static BucketOwner Of(Kernel.Access.Caller caller) => new(caller.UserId, caller.DeviceId ?? 0);
}
