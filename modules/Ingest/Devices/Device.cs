using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Devices;

/// <summary>A row of ingest.device.</summary>
internal sealed record Device
{
    public required int UserId { get; init; }
    public required int DeviceId { get; init; }
    public required Guid PublicId { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Speaks the tracker contract; a stream that a connector brought does not.</summary>
    public required bool Enrolled { get; init; }

    public required DeviceKind Kind { get; init; }
    public required string Name { get; init; }
    public required string Machine { get; init; }
    public required string Platform { get; init; }
    public Guid? ProjectId { get; init; }
    public required string ConfigEtag { get; init; }
    public required int SampleIntervalS { get; init; }
    public required int IdleThresholdS { get; init; }
    public required string ScreenshotPolicy { get; init; }
    public required int ScreenshotEveryNSamples { get; init; }
    public required string[] ExcludedBundleIds { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public required long ServerSeq { get; init; }
    public required long ClockSkewMs { get; init; }
    public DateTimeOffset? LastSeenAt { get; init; }

    public CaptureConfig Config => new(
        ConfigEtag, SampleIntervalS, ScreenshotPolicy, ScreenshotEveryNSamples, IdleThresholdS, PausedAt is not null, ExcludedBundleIds);
}

/// <summary>What the server asks of the device; the etag changes whenever anything else here does.</summary>
internal sealed record CaptureConfig(
    string ConfigEtag, int SampleIntervalS, string ScreenshotPolicy, int ScreenshotEveryNSamples, int IdleThresholdS, bool Paused,
    IReadOnlyList<string> ExcludedBundleIds);
