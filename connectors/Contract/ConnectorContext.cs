using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Daybook.Connectors;

/// <summary>What a connector is given: settings, an HTTP client made by the host under its egress policy, a logger, the clock, progress.</summary>
public sealed class ConnectorContext(
    IReadOnlyDictionary<string, JsonElement> settings, HttpClient http, ILogger logger, TimeProvider clock, IProgress<SyncProgress> progress)
{
    public IReadOnlyDictionary<string, JsonElement> Settings => settings;

    /// <summary>Redirects off, no cookies, no proxy, connect 3 s, bodies and total time bounded. Never make your own.</summary>
    public HttpClient Http => http;
    public ILogger Logger => logger;
    public TimeProvider Clock => clock;
    public IProgress<SyncProgress> Progress => progress;

    /// <summary>The setting as text, or null when it is absent or empty.</summary>
    public string? Text(string key) =>
        settings.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The setting as a number, or <paramref name="fallback"/>.</summary>
    public double Number(string key, double fallback) =>
        settings.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : fallback;

    /// <summary>The setting as a toggle, or <paramref name="fallback"/>.</summary>
    public bool Toggle(string key, bool fallback) =>
        settings.TryGetValue(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : fallback;

    /// <summary>The setting as a list of texts; empty when absent. The host has already turned comma lists and JSON texts into arrays.</summary>
    public IReadOnlyList<string> List(string key) =>
        settings.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}

/// <summary>How far a sync is: a phase (stable word), what it is at, and counts where they are known.</summary>
public sealed record SyncProgress(string Phase, string? Item = null, long? Done = null, long? Total = null);
