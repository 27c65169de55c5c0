namespace Daybook.Connectors;

/// <summary>How a field is drawn and judged.</summary>
public enum FieldKind { Text, Secret, Url, Number, Toggle, Choice, List, Project }

/// <summary>A choice's stored value and its label.</summary>
public sealed record Choice(string Value, string Label);

/// <summary>One setting. Values travel as JSON: text, secret, url, choice and project as string, number as number, toggle as boolean, list as array of strings.</summary>
public sealed record SettingsField(string Key, string Label, FieldKind Kind)
{
    public bool Required { get; init; }
    public string? Help { get; init; }
    public string? Placeholder { get; init; }

    /// <summary>JSON text of the default, for example <c>"\"http://localhost:5600\""</c> or <c>"7"</c>; null when there is none.</summary>
    public string? Default { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public int MaxLength { get; init; } = 2048;
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    public string Section { get; init; } = "Connection";
}

/// <summary>The form, in order.</summary>
public sealed record SettingsSchema(IReadOnlyList<SettingsField> Fields);

/// <summary>One thing a test looked at. <paramref name="Name"/> is a stable word, for example "reachable".</summary>
public sealed record Check(string Name, bool Ok, string Message)
{
    public string? Details { get; init; }
}

/// <summary>What a test found: ok when every check is.</summary>
public sealed record TestResult(IReadOnlyList<Check> Checks)
{
    public bool Ok => Checks.Count > 0 && Checks.All(check => check.Ok);
}

/// <summary>A failure the connector understands: a stable slug and a sentence for people, without secrets or foreign bodies.</summary>
public sealed class ConnectorException(string slug, string message) : Exception(message)
{
    public string Slug { get; } = slug;
}
