using System.ComponentModel.DataAnnotations;

namespace Daybook.Journal;

/// <summary>Settings section "Journal".</summary>
internal sealed class JournalOptions
{
    /// <summary>How long a day waits for more changes before it is told again, in milliseconds.</summary>
    [Range(0, 3_600_000)]
    public int DebounceMs { get; set; } = 10_000;

    /// <summary>A model is asked about a day that still goes on no more often than this, in milliseconds.</summary>
    [Range(0, 86_400_000)]
    public int TellEveryMs { get; set; } = 7_200_000;
}
