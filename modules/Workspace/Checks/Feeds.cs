namespace Daybook.Workspace.Checks;

/// <summary>The feeds this module touches.</summary>
internal static class Feeds
{
    public const string SettingsChanged = "workspace.settings";
    public const string CatalogChanged = "workspace.catalog";
    public const string EstimatesChanged = "workspace.estimates";
}
