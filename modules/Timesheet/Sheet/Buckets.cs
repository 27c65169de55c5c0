using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Sheet;

/// <summary>
/// Where a day's time went; each primary entry is in exactly one bucket. observed_ms + outside_ms is the sum of all others:
/// outside is reviewed and manual time at which nothing was observed.
/// </summary>
internal sealed record Buckets(
    long InferredMs, long ConfirmedMs, long CorrectedMs, long ManualMs, long UnattributedMs, long PersonalMs, long IdleMs, long DismissedMs,
    long ObservedMs, long OutsideMs)
{
    /// <summary>What counts as worked: everything but personal, idle and dismissed time.</summary>
    public long Total() => InferredMs + ConfirmedMs + CorrectedMs + ManualMs + UnattributedMs;

    /// <param name="parts">Primary entries and how long each lies in the day.</param>
    public static Buckets Of(IEnumerable<(TimeEntry Entry, long Ms)> parts, long observedMs)
    {
        long inferred = 0, confirmed = 0, corrected = 0, manual = 0, unattributed = 0, personal = 0, idle = 0, dismissed = 0;
        foreach (var (entry, ms) in parts)
        {
            switch (entry)
            {
                case { Status: EntryStatus.Dismissed }: dismissed += ms; break;
                case { Label.Kind: BlockKind.Idle }: idle += ms; break;
                case { Label.Kind: BlockKind.Personal or BlockKind.Private }: personal += ms; break;
                case { Status: EntryStatus.Confirmed }: confirmed += ms; break;
                case { Status: EntryStatus.Corrected }: corrected += ms; break;
                case { Status: EntryStatus.Manual }: manual += ms; break;
                case { Label.ProjectId: null }: unattributed += ms; break;
                default: inferred += ms; break;
            }
        }

        var sum = inferred + confirmed + corrected + manual + unattributed + personal + idle + dismissed;
        return new Buckets(inferred, confirmed, corrected, manual, unattributed, personal, idle, dismissed, observedMs, sum - observedMs);
    }
}
