using System.ComponentModel.DataAnnotations;

namespace Daybook.Insights;

/// <summary>Settings section "Insights".</summary>
internal sealed class InsightsOptions
{
    /// <summary>How long a day waits for more heartbeats before it is counted, in milliseconds.</summary>
    [Range(0, 600_000)]
    public int DebounceMs { get; set; } = 2_000;

    /// <summary>How long a day waits after a change before its signals are looked for, in milliseconds.</summary>
    [Range(0, 3_600_000)]
    public int SignalDebounceMs { get; set; } = 5_000;

    /// <summary>Webhooks may also lead to this machine and its own network; then without TLS too. Off, unless whoever runs Daybook wants it.</summary>
    public bool AllowNearWebhooks { get; set; }
}
