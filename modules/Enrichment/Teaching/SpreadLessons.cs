using Daybook.Enrichment.Reviews;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Enrichment.Teaching;

/// <summary>Nightly: who reviewed something has the last days derived with what it taught. What was reviewed never changes.</summary>
internal static class SpreadLessons
{
    internal const int Reach = 7;

    public static ScheduledTask Schedule { get; } = new("enrichment.learn", "0 41 3 * * ?", Misfire.RunOnce, RunAsync);

    private static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, store, feed) = (services.GetRequiredService<Db>(), services.GetRequiredService<ReviewStore>(), services.GetRequiredService<DayFeed>());
        foreach (var user in await store.UnspreadAsync(ct))
        {
            await db.InTransactionAsync(async tx =>
            {
                await feed.TouchKnownAsync(tx, LessonFeed.Name, user, Reach, ct);
                await store.SpreadAsync(tx, user, ct);
            }, ct);
        }
    }
}
