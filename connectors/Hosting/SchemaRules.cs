using System.Text.Json;

namespace Daybook.Connectors.Hosting;

/// <summary>What a settings form has to look like before a page is drawn from it.</summary>
public static class SchemaRules
{
    private const int MaxFields = 100;

    /// <summary>What is wrong with the form, in words; nothing when it is well-formed.</summary>
    public static IEnumerable<string> Problems(SettingsSchema? schema)
    {
        if (schema?.Fields is null || schema.Fields.Count > MaxFields) return ["its settings form is missing or too long"];
        var wrong = new List<string>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            if (field is null || !IsKey(field.Key))
            {
                wrong.Add("a settings field has no usable key");
                continue;
            }

            if (!keys.Add(field.Key)) wrong.Add($"settings field {field.Key} is there twice");
            if (string.IsNullOrWhiteSpace(field.Label)) wrong.Add($"settings field {field.Key} has no label");
            if (!Enum.IsDefined(field.Kind)) wrong.Add($"settings field {field.Key} has an unknown kind");
            if (field.Kind == FieldKind.Choice && field.Choices is not { Count: > 0 }) wrong.Add($"settings field {field.Key} has no choices");
            if (field.Min > field.Max) wrong.Add($"settings field {field.Key} has min above max");
            if (field.Default is not null && !IsJsonFor(field)) wrong.Add($"settings field {field.Key} has an unusable default");
            if (field is { Kind: FieldKind.Secret, Default: not null }) wrong.Add($"settings field {field.Key} is a secret with a default");
        }

        return wrong;
    }

    private static bool IsJsonFor(SettingsField field)
    {
        try
        {
            using var json = JsonDocument.Parse(field.Default!);
            var kind = json.RootElement.ValueKind;
            return field.Kind switch
            {
                FieldKind.Number => kind == JsonValueKind.Number,
                FieldKind.Toggle => kind is JsonValueKind.True or JsonValueKind.False,
                FieldKind.List => kind == JsonValueKind.Array,
                _ => kind == JsonValueKind.String,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsKey(string? key) =>
        key is { Length: > 0 and <= 64 } && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
