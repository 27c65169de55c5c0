using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>Stored heartbeats as the contract shows them. Ids of machines and user agents follow from their names, so that they need no
/// table and are the same wherever the contract names them (summaries do, too).</summary>
internal static class StoredShapes
{
    public static Guid MachineId(string machine) => IdOf("machine", machine);

    public static Guid UserAgentId(string userAgent) => IdOf("user-agent", userAgent);

    /// <summary>Whether it came as a heartbeat of an editor: other watchers' streams say nothing of an entity.</summary>
    public static bool IsHeartbeat(SampleContext context) => context.EntityType is not null;

    public static void Write(Utf8JsonWriter json, Heartbeats all, Heartbeat beat)
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
        json.WriteString("user_agent_id", UserAgentId(context.UserAgent ?? ""));
        json.WriteString("machine_name_id", MachineId(device.Machine));
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

    private static Guid IdOf(string kind, string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{name}"), digest);
        return new Guid(digest[..16], bigEndian: true);
    }
}
