using System.Text.Json;
using Daybook.Connectors;
using Daybook.Kernel.Problems;

namespace Daybook.Integrations.Checks;

/// <summary>Settings that fit their form: what is stored as it is, and secrets to store anew (null: forget).</summary>
internal sealed record CheckedSettings(IReadOnlyDictionary<string, JsonElement> Values, IReadOnlyDictionary<string, string?> Secrets);

/// <summary>Judges settings by the connector's form, whatever the connector: required, kinds, ranges, choices, unknown keys.</summary>
internal static class SettingsCheck
{
    private const int MaxListItems = 500;

    /// <param name="given">What was sent; absent fields take their defaults.</param>
    /// <param name="stored">Keys of secrets that are already stored: sent empty or not at all, they stay.</param>
    public static CheckedSettings Check(SettingsSchema schema, JsonElement? given, IReadOnlySet<string> stored, FieldErrors errors)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var secrets = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (given is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
        {
            errors.Add("settings", "invalid");
            return new CheckedSettings(values, secrets);
        }

        var sent = given is { ValueKind: JsonValueKind.Object } some
            ? some.EnumerateObject().GroupBy(field => field.Name, StringComparer.Ordinal).ToDictionary(field => field.Key, field => field.Last().Value, StringComparer.Ordinal)
            : [];
        foreach (var unknown in sent.Keys.Except(schema.Fields.Select(field => field.Key), StringComparer.Ordinal)) errors.Add("settings." + Cut(unknown), "unknown");
        foreach (var field in schema.Fields)
        {
            var value = sent.TryGetValue(field.Key, out var present) ? present : default;
            if (field.Kind == FieldKind.Secret)
            {
                Secret(field, value, stored.Contains(field.Key), secrets, errors);
                continue;
            }

            if (IsEmpty(value))
            {
                if (field.Default is { } text && value.ValueKind == JsonValueKind.Undefined) values[field.Key] = Json(text);
                else if (field.Required) errors.Add("settings." + field.Key, "required");
                continue;
            }

            var (judged, wrong) = Judge(field, value);
            if (wrong is not null) errors.Add("settings." + field.Key, wrong);
            else values[field.Key] = judged;
        }

        return new CheckedSettings(values, secrets);
    }

    private static (JsonElement Value, string? Wrong) Judge(SettingsField field, JsonElement value) => (field.Kind, value.ValueKind) switch
    {
        (FieldKind.Text, JsonValueKind.String) => Text(field, value),
        (FieldKind.Url, JsonValueKind.String) =>
            Uri.TryCreate(value.GetString()!.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Text(field, value) : (value, "invalid"),
        (FieldKind.Number, JsonValueKind.Number) when value.TryGetDouble(out var number) && double.IsFinite(number) =>
            number < field.Min || number > field.Max ? (value, "out-of-range") : (value.Clone(), null),
        (FieldKind.Toggle, JsonValueKind.True or JsonValueKind.False) => (value.Clone(), null),
        (FieldKind.Choice, JsonValueKind.String) =>
            field.Choices.Any(choice => string.Equals(choice.Value, value.GetString(), StringComparison.Ordinal)) ? (value.Clone(), null) : (value, "unknown"),
        (FieldKind.Project, JsonValueKind.String) => value.TryGetGuid(out _) ? (value.Clone(), null) : (value, "unknown"),
        (FieldKind.List, JsonValueKind.Array or JsonValueKind.String) => List(field, value),
        _ => (value, "invalid"),
    };

    private static (JsonElement Value, string? Wrong) Text(SettingsField field, JsonElement value)
    {
        var text = value.GetString()!.Trim();
        if (text.Length > field.MaxLength) return (value, "too-long");
        return text.Any(char.IsControl) ? (value, "invalid") : (Of(text), null);
    }

    /// <summary>A list as such, or as people paste it: a JSON array, or texts with commas or line breaks between.</summary>
    private static (JsonElement Value, string? Wrong) List(SettingsField field, JsonElement value)
    {
        var items = value.ValueKind == JsonValueKind.Array ? FromArray(value) : FromText(value.GetString()!.Trim());
        if (items is null) return (value, "invalid");
        var kept = items.Select(item => item.Trim()).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (kept.Count > MaxListItems || kept.Any(item => item.Length > field.MaxLength)) return (value, "too-long");
        if (kept.Any(item => item.Any(char.IsControl))) return (value, "invalid");
        return field.Required && kept.Count == 0 ? (value, "required") : (JsonSerializer.SerializeToElement(kept), null);
    }

    private static List<string>? FromText(string text)
    {
        if (text is not ['[', ..]) return [.. text.Split([',', '\n'])];
        try
        {
            using var json = JsonDocument.Parse(text);
            return FromArray(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string>? FromArray(JsonElement array) =>
        array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) ? [.. array.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static void Secret(SettingsField field, JsonElement value, bool known, Dictionary<string, string?> secrets, FieldErrors errors)
    {
        // A page may send back what it was shown in place of the secret: an object, which stands for "as it is".
        var kept = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);
        if (kept || value.ValueKind == JsonValueKind.Null)
        {
            if (field.Required && (!known || !kept)) errors.Add("settings." + field.Key, "required");
            else if (!kept && known) secrets[field.Key] = null;
        }
        else if (value.ValueKind != JsonValueKind.String || value.GetString()!.Any(char.IsControl))
        {
            errors.Add("settings." + field.Key, "invalid");
        }
        else if (value.GetString()!.Length > field.MaxLength)
        {
            errors.Add("settings." + field.Key, "too-long");
        }
        else
        {
            secrets[field.Key] = value.GetString()!.Trim();
        }
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    private static string Cut(string key) => key.Length <= 64 ? key : key[..64];

    private static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text);

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
