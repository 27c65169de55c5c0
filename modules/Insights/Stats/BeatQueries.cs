using System.Text.Json;
using Daybook.Ingest.Contracts;

namespace Daybook.Insights.Stats;

/// <summary>Reads a person's heartbeats as statistics see them.</summary>
internal sealed class BeatQueries(HeartbeatQueries heartbeats)
{
    /// <summary>Those that begin in [from, to) or last into it, of editors, browsers and agents, ordered by (instant, event id, device).</summary>
    public async Task<IReadOnlyList<Beat>> LoadAsync(int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        Read(await heartbeats.LoadAsync(userId, from, to, ct));

    /// <summary>What the person withheld (paused, excluded) and a locked screen are no activity of a tool.</summary>
    internal static IReadOnlyList<Beat> Read(Heartbeats found)
    {
        var prototypes = new Dictionary<(int, int, SampleSource), Beat>();
        var beats = new List<Beat>(found.Items.Count);
        foreach (var item in found.Items)
        {
            if (item.State is not (SampleState.Active or SampleState.Idle)) continue;
            var key = (item.Device, item.Context, item.Source);
            if (!prototypes.TryGetValue(key, out var prototype))
                prototypes[key] = prototype = Prototype(found.Devices[item.Device], found.Contexts[item.Context], item.Source);
            beats.Add(prototype with
            {
                AtMs = item.AtMs, EventId = item.EventId, CoveredMs = item.DurationMs, IsWrite = item.IsWrite, IsIdle = item.State == SampleState.Idle, Body = item.Body,
            });
        }

        return beats;
    }

    private static Beat Prototype(SampleDevice device, SampleContext context, SampleSource source) => new(
        0, context.File ?? context.Url ?? Entity(context.Data) ?? context.Title, context.EntityType, context.Repository, context.Branch, context.Language,
        context.App ?? device.Name, device.Machine, device.Platform, context.Category ?? CategoryOf(device.Kind),
        device.Kind == DeviceKind.CodingAgent ? SampleSource.Agent : source, false, device.Kind, device.DeviceId, default, context.UserAgent, "", context.Data)
    {
        FileKey = context.File ?? Host(context.Url) ?? "",
    };

    private static string CategoryOf(DeviceKind kind) => kind switch
    {
        DeviceKind.Browser => "browsing",
        DeviceKind.CodingAgent => "ai coding",
        _ => "coding",
    };

    private static string? Host(string? url) =>
        string.IsNullOrWhiteSpace(url) ? null : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : url;

    private static string? Entity(string? data)
    {
        if (string.IsNullOrEmpty(data)) return null;
        try
        {
            using var json = JsonDocument.Parse(data);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("entity", out var entity)
                && entity.ValueKind == JsonValueKind.String ? entity.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
