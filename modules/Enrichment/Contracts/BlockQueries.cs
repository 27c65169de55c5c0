using Daybook.Kernel.Database;

namespace Daybook.Enrichment.Contracts;

/// <summary>Reads blocks. The feed <see cref="BlocksFeed"/> says which days were derived anew.</summary>
public sealed class BlockQueries(Db db)
{
    public const string BlocksFeed = "enrichment.blocks";

    public Task<DayBlocks> DayAsync(int userId, DateOnly day, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Observed time of each day in the range that has any, both ends included.</summary>
    public Task<IReadOnlyDictionary<DateOnly, long>> ObservedAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct) =>
        throw new NotImplementedException();
}
