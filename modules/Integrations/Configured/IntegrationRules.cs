using System.Text;
using System.Text.Json;
using Daybook.Connectors;
using Daybook.Integrations.Checks;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Integrations.Configured;

/// <summary>What every endpoint of integrations judges the same way.</summary>
internal static class IntegrationRules
{
    private const int NameLength = 120;

    public static ProblemHttpResult Unknown() => Problem.NotFound("integration-unknown", "There is no such integration.");

    public static string Name(FieldErrors errors, string? name)
    {
        var text = name?.Trim() ?? "";
        if (text.Length == 0) errors.Add("name", "required");
        else if (text.Length > NameLength) errors.Add("name", "too-long");
        else if (!IsText(text)) errors.Add("name", "invalid");
        return text;
    }

    /// <summary>Projects chosen in the form have to be the person's own.</summary>
    public static async Task ProjectsAsync(
        FieldErrors errors, SettingsSchema schema, CheckedSettings settings, int userId, CatalogQueries projects, CancellationToken ct)
    {
        foreach (var field in schema.Fields.Where(field => field.Kind == FieldKind.Project))
        {
            if (settings.Values.TryGetValue(field.Key, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id)
                && await projects.FindProjectAsync(userId, id, ct) is null) errors.Add("settings." + field.Key, "unknown");
        }
    }

    // A lone surrogate is no text PostgreSQL could hold.
    private static bool IsText(string text) => !text.Any(char.IsControl) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
