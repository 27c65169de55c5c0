using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Connectors;
using Daybook.Integrations.Storage;

namespace Daybook.Integrations.Syncing;

/// <summary>Puts stored values and secrets together into the settings a connector is given.</summary>
internal sealed class SettingsOpener(SecretStore secrets)
{
    /// <summary>Throws <see cref="ConnectorException"/> "secret-unreadable" when the keys of a secret are lost.</summary>
    public async Task<Dictionary<string, JsonElement>> OpenAsync(
        int userId, Guid integrationId, IReadOnlyDictionary<string, JsonElement> values, CancellationToken ct)
    {
        var settings = new Dictionary<string, JsonElement>(values, StringComparer.Ordinal);
        try
        {
            foreach (var (key, secret) in await secrets.OpenAsync(userId, integrationId, ct)) settings[key] = JsonSerializer.SerializeToElement(secret);
        }
        catch (CryptographicException)
        {
            throw new ConnectorException("secret-unreadable", "A stored secret cannot be read any more: enter it again in the settings.");
        }

        return settings;
    }

    /// <summary>The project chosen in the form, where the form asks for one.</summary>
    public static Guid? ProjectOf(SettingsSchema schema, IReadOnlyDictionary<string, JsonElement> values) =>
        schema.Fields.FirstOrDefault(field => field.Kind == FieldKind.Project) is { } field && values.TryGetValue(field.Key, out var value)
        && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var project) ? project : null;
}
