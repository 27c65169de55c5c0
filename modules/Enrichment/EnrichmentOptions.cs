using System.ComponentModel.DataAnnotations;

namespace Daybook.Enrichment;

/// <summary>Settings section "Enrichment".</summary>
internal sealed class EnrichmentOptions
{
    /// <summary>How long a day waits for more samples before it is derived, in milliseconds.</summary>
    [Range(0, 600_000)]
    public int DebounceMs { get; set; } = 2_000;

    /// <summary>How long a derived day waits before a model is asked about it, in milliseconds.</summary>
    [Range(0, 86_400_000)]
    public int AskDebounceMs { get; set; } = 20_000;

    /// <summary>A model is asked about the same day no more often than this, in milliseconds.</summary>
    [Range(0, 86_400_000)]
    public int AskEveryMs { get; set; } = 1_200_000;
}
