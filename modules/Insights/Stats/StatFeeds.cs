namespace Daybook.Insights.Stats;

/// <summary>The feeds this module touches.</summary>
internal static class StatFeeds
{
    /// <summary>How a person counts has changed.</summary>
    public const string Settings = "insights.settings";

    /// <summary>Heartbeats near the edge of the day beside have changed.</summary>
    public const string Edges = "insights.edges";

    /// <summary>A day was counted anew.</summary>
    public const string Counted = "insights.counted";
}
