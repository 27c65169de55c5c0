using Daybook.Ingest.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Ingest.Devices;

/// <summary>A project as a device shows it.</summary>
internal sealed record ProjectRef(Guid Id, string Name, string Color)
{
    public static ProjectRef? Of(ProjectInfo? project) => project is null ? null : new ProjectRef(project.Id, project.Name, project.Color);
}

/// <summary>The newest sample of a device, without its title.</summary>
internal sealed record LastSample(DateTimeOffset At, string? App, string? Repository, string? Entity);

/// <summary>What a device's samples say of it.</summary>
internal sealed record DeviceSamples(long Today, DateTimeOffset? LastAt, string? LastApp, string? LastRepository, string? LastEntity);

/// <summary>A device as its owner sees it. <paramref name="Id"/> is public; <paramref name="DeviceId"/> is what the client calls itself.</summary>
internal sealed record DeviceAnswer(
    Guid Id, string DeviceId, string Name, string Machine, DeviceKind Kind, string Platform, ProjectRef? Project, DateTimeOffset? LastSeenAt,
    long SamplesToday, bool Paused, bool Revoked, long ClockSkewMs, CaptureConfig Config,
    LastSample? LastSample)
{
    public static DeviceAnswer Of(Device device, ProjectInfo? project, DeviceSamples samples) => new(
        device.PublicId, device.ClientId, device.Name, device.Machine, device.Kind, device.Platform, ProjectRef.Of(project), device.LastSeenAt,
        samples.Today, device.PausedAt is not null, device.RevokedAt is not null, device.ClockSkewMs, device.Config,
        samples.LastAt is { } at ? new LastSample(at, samples.LastApp, samples.LastRepository, samples.LastEntity) : null);
}
