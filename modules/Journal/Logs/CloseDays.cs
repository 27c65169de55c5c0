using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Schedules;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Journal.Logs;

/// <summary>Every quarter of an hour: a draft whose day is over where its person lives is told for good.</summary>
internal static class CloseDays
{
    /// <summary>The local day is over.</summary>
    public const string Feed = "journal.close";

    public static ScheduledTask Schedule { get; } = new("journal.close", "0 3/15 * * * ?", Misfire.RunOnce, RunAsync);

    internal static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, store, feed) = (services.GetRequiredService<Db>(), services.GetRequiredService<WorkLogStore>(), services.GetRequiredService<DayFeed>());
        var (users, now) = (services.GetRequiredService<UserQueries>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var drafts in (await store.DraftsAsync(DateOnly.FromDateTime(now.UtcDateTime), ct)).GroupBy(draft => draft.UserId))
        {
            if (await users.FindAsync(drafts.Key, ct) is not { } user) continue;
            UserDay[] over = [.. drafts.Where(draft => user.Clock.Of(draft.Day).End <= now).Select(draft => new UserDay(draft.UserId, draft.Day))];
            if (over.Length > 0) await db.InTransactionAsync(tx => feed.TouchAsync(tx, Feed, over, ct), ct);
        }
    }
}
