using Daybook.Ingest.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Ingest.Devices;

/// <summary>A project as a device shows it.</summary>
internal sealed record ProjectRef(Guid Id, string Name, string Color)
{
    public static ProjectRef? Of(ProjectInfo? project) => project is null ? null : new ProjectRef(project.Id, project.Name, project.Color);
}

/// <summary>A device as its owner sees it. <paramref name="Id"/> is public; <paramref name="DeviceId"/> is what the client calls itself.</summary>
internal sealed record DeviceAnswer(
    Guid Id, string DeviceId, string Name, string Machine, DeviceKind Kind, string Platform, ProjectRef? Project, DateTimeOffset? LastSeenAt,
    long SamplesToday, bool Paused, bool Revoked, long ClockSkewMs, CaptureConfig Config)
{
    public static DeviceAnswer Of(Device device, ProjectInfo? project, long samplesToday) => new(
        device.PublicId, device.ClientId, device.Name, device.Machine, device.Kind, device.Platform, ProjectRef.Of(project), device.LastSeenAt,
        samplesToday, device.PausedAt is not null, device.RevokedAt is not null, device.ClockSkewMs, device.Config);
}
