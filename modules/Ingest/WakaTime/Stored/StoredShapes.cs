using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>Stored heartbeats as the contract shows them. Ids of machines and user agents follow from their names, so that they need no table.</summary>
internal static class StoredShapes
{
    public static Guid MachineId(int userId, string machine) => IdOf("machine", userId, machine);

    public static Guid UserAgentId(int userId, string userAgent) => IdOf("user-agent", userId, userAgent);

    /// <summary>Whether it came as a heartbeat of an editor: other watchers' streams say nothing of an entity.</summary>
    public static bool IsHeartbeat(SampleContext context) => context.EntityType is not null;

    public static void Write(Utf8JsonWriter json, int userId, Heartbeats all, Heartbeat beat)
    {
        var (device, context) = (all.Devices[beat.Device], all.Contexts[beat.Context]);
        using var data = JsonDocument.Parse(context.Data ?? "{}");
        json.WriteStartObject();
        json.WriteString("id", beat.EventId);
        json.WriteString("entity", context.File ?? context.Url ?? (data.RootElement.TryGetProperty("entity", out var entity) ? entity.GetString() : context.App));
        json.WriteString("type", context.EntityType);
        json.WriteString("category", context.Category);
        json.WriteNumber("time", beat.AtMs / 1000m);
        json.WriteString("project", context.Repository);
        json.WriteString("branch", context.Branch);
        json.WriteString("language", context.Language);
        json.WriteBoolean("is_write", beat.IsWrite);
        json.WriteString("user_agent_id", UserAgentId(userId, context.UserAgent ?? ""));
        json.WriteString("machine_name_id", MachineId(userId, device.Machine));
        json.WriteString("created_at", DateTimeOffset.FromUnixTimeMilliseconds(beat.AtMs).UtcDateTime);
        json.WritePropertyName("dependencies");
        if (data.RootElement.TryGetProperty("dependencies", out var dependencies)) dependencies.WriteTo(json);
        else json.WriteRawValue("[]");
        if (data.RootElement.TryGetProperty("project_root_count", out var count)) json.WriteNumber("project_root_count", count.GetInt64());
        if (beat.Body.Length > 0)
        {
            using var body = JsonDocument.Parse(beat.Body);
            foreach (var member in body.RootElement.EnumerateObject()) member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static Guid IdOf(string kind, int userId, string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{userId}:{name}"), digest);
        return new Guid(digest[..16], bigEndian: true);
    }
}
