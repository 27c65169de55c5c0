using System.Text.Json;
using Daybook.Integrations.Checks;

namespace Daybook.Integrations.Storage;

/// <summary>A configured connector of one person, as it is stored.</summary>
internal sealed record IntegrationRow
{
    public int UserId { get; init; }
    public Guid Id { get; init; }
    public Guid WorkspaceId { get; init; }
    public string Connector { get; init; } = "";
    public string Name { get; init; } = "";
    public string Settings { get; init; } = "{}";
    public string ScheduleKind { get; init; } = SyncSchedule.Off;
    public string? ScheduleCron { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
    public short Failures { get; init; }
    public DateTimeOffset? NextRunAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public SyncSchedule Schedule => new(ScheduleKind, ScheduleCron);

    public Dictionary<string, JsonElement> Values =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Settings) ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
