namespace Daybook.Workspace.Checks;

/// <summary>The feeds this module touches.</summary>
internal static class Feeds
{
    public const string Settings = "workspace.settings";
    public const string Catalog = "workspace.catalog";
}
