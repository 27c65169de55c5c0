using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Signals.Days;

/// <summary>Has every day looked at once more when it is over, also those of which nothing came in: silence may be a signal, and a week ends on one of them.</summary>
internal sealed class CloseDays(SignalDayStore days, UserQueries users, DayFeed feed, Db db, TimeProvider time)
{
    private const int Reach = 14;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var (userId, lastClosed) in await days.PeopleAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Reach), ct))
        {
            if (await users.FindAsync(userId, ct) is not { } user) continue;
            var yesterday = user.Clock.DayOf(now).AddDays(-1);
            var first = lastClosed?.AddDays(1) ?? yesterday;
            if (first < yesterday.AddDays(-Reach)) first = yesterday.AddDays(-Reach);
            if (first > yesterday) continue;
            var open = Enumerable.Range(0, yesterday.DayNumber - first.DayNumber + 1).Select(step => new UserDay(userId, first.AddDays(step))).ToArray();
            await db.InTransactionAsync(tx => feed.TouchAsync(tx, SignalFeeds.Closed, open, ct), ct);
        }
    }
}
