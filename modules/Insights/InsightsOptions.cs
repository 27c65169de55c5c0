using System.ComponentModel.DataAnnotations;

namespace Daybook.Insights;

/// <summary>Settings section "Insights".</summary>
internal sealed class InsightsOptions
{
    /// <summary>How long a day waits for more heartbeats before it is counted, in milliseconds.</summary>
    [Range(0, 600_000)]
    public int DebounceMs { get; set; } = 2_000;
}
