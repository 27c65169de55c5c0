using Daybook.Kernel.Database;

namespace Daybook.Kernel.Days;

/// <summary>What the day queue still has to do.</summary>
public sealed class DayWorkQueries(Db db)
{
    /// <summary>The days in the range, both ends included, that some stage has not yet derived (parked ones included).</summary>
    public Task<IReadOnlyList<DateOnly>> PendingAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct) =>
        throw new NotImplementedException();
}
