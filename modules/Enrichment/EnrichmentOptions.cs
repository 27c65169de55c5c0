using System.ComponentModel.DataAnnotations;

namespace Daybook.Enrichment;

/// <summary>Settings section "Enrichment".</summary>
internal sealed class EnrichmentOptions
{
    /// <summary>How long a day waits for more samples before it is derived, in milliseconds.</summary>
    [Range(0, 600_000)]
    public int DebounceMs { get; set; } = 2_000;
}
