namespace Daybook.Workspace.Tokens;

/// <summary>What a token may do. Each scope brings the smaller ones with it; admin still needs the role.</summary>
internal static class Scopes
{
    /// <summary>What an editor key may do: the endpoints editors speak to, nothing else. No token of a person's choice has it.</summary>
    public const string Editor = "editor";

    public static readonly IReadOnlyList<string> All = ["read", "write", "ingest", "admin"];

    public static IReadOnlyList<string> Of(IEnumerable<string> granted) =>
        [.. granted.SelectMany(Includes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] Includes(string scope) => scope switch
    {
        "admin" => ["admin", "write", "read", "ingest"],
        "write" => ["write", "read", "ingest"],
        "read" => ["read"],
        "ingest" => ["ingest"],
        Editor => [Editor],
        _ => [],
    };
}
