using Daybook.Kernel.Time;

namespace Daybook.Enrichment.Contracts;

/// <summary>Time that a person reviewed or wrote: no derivation moves it. Instants are Unix milliseconds UTC, end exclusive.</summary>
/// <param name="Dismissed">The person said that it was nothing of the kind.</param>
public sealed record ReviewedStretch(
    Guid EntryId, long StartMs, long EndMs, bool Dismissed, BlockKind Kind, Guid? ProjectId, Guid? TaskId);

/// <summary>
/// Whoever keeps reviewed time tells of it here. The floors forbid to ask upwards, so it stands as a contract of this module, as a stage
/// stands as one of the day queue; without anybody who keeps reviews, no time is reviewed.
/// </summary>
public interface IReviewedTime
{
    /// <summary>What touches the day, in order of time.</summary>
    Task<IReadOnlyList<ReviewedStretch>> DayAsync(int userId, LocalDay day, CancellationToken ct);
}
