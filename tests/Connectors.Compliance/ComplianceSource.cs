using System.Text.Json;

namespace Daybook.Connectors.Compliance;

/// <summary>A running stand-in for the connector's system, with enough data for at least two batches of a sync.</summary>
/// <param name="Settings">Settings that work.</param>
/// <param name="WrongSettings">Settings that do not: unreachable, another kind of server, a wrong secret, ….</param>
/// <param name="Secrets">Texts in those settings that must never be seen in a log or a message.</param>
public sealed record ComplianceSource(
    IReadOnlyDictionary<string, JsonElement> Settings, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> WrongSettings,
    IReadOnlyList<string> Secrets, IAsyncDisposable Server) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Settings as the host hands them over, from an anonymous object's JSON.</summary>
    public static IReadOnlyDictionary<string, JsonElement> From(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone(), StringComparer.Ordinal);
    }
}
