using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>Says that a person's days changed, in the transaction of the change itself. A feed knows no listener.</summary>
public sealed class DayFeed
{
    /// <summary>Raises these days for every stage that consumes <paramref name="feed"/>, and wakes the workers at commit.</summary>
    public Task TouchAsync(NpgsqlTransaction tx, string feed, IReadOnlyCollection<UserDay> days, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Raises every day of the person that any stage has ever worked on, from <paramref name="since"/> on, and their neighbours.</summary>
    public Task TouchKnownAsync(NpgsqlTransaction tx, string feed, int userId, DateOnly? since, CancellationToken ct) =>
        throw new NotImplementedException();
}
