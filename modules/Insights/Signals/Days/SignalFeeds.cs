namespace Daybook.Insights.Signals.Days;

/// <summary>The feeds that the stage of signals touches for itself.</summary>
internal static class SignalFeeds
{
    /// <summary>A day is over and wants to be looked at once more.</summary>
    public const string Closed = "insights.closed";

    /// <summary>The night before a day has changed.</summary>
    public const string Night = "insights.night";

    /// <summary>A task's time or estimate has changed, and the day has the latest of its time.</summary>
    public const string Overrun = "insights.overrun";

    /// <summary>What a person wants to hear of has changed.</summary>
    public const string Asked = "insights.asked";
}
