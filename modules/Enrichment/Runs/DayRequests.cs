using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.Enrichment.Runs;

/// <summary>Touches past days because their person asked for it: what comes of it is not held back.</summary>
internal sealed class DayRequests(RunStore runs, DayFeed feed)
{
    /// <summary>Touches <paramref name="feedName"/> for these days, in the transaction of the change.</summary>
    public async Task AskAsync(NpgsqlTransaction tx, string feedName, int userId, IReadOnlyCollection<DateOnly> days, CancellationToken ct)
    {
        // The day queue's rows first, as the stage locks them.
        await feed.TouchAsync(tx, feedName, [.. days.Distinct().Order().Select(day => new UserDay(userId, day))], ct);
        await runs.OpenAsync(tx, userId, DayRunReason.Request, true, null, null, [.. days.Distinct()], ct);
    }

    /// <summary>The same for the latest known days.</summary>
    public async Task AskLatestAsync(NpgsqlTransaction tx, string feedName, int userId, int latest, CancellationToken ct) =>
        await AskAsync(tx, feedName, userId, await runs.KnownDaysAsync(tx, userId, null, latest, ct), ct);
}
