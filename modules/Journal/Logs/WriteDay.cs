using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Daybook.Journal.Logs;

/// <summary>The stage that tells a day. Its entries do not wait for it.</summary>
internal sealed class WriteDay(UserQueries users, DayWriter writer, Db db, IOptions<JournalOptions> options) : IDayStage
{
    public const string StageName = "journal.write";

    public string Name => StageName;

    public int Place => 40;

    public IReadOnlyList<string> Feeds => [EntryFeeds.Entries, EntryFeeds.Review, CloseDays.Feed];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.DebounceMs);

    public bool Background => true;

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        if (await users.FindAsync(day.UserId, ct) is not { } user) return (_, _) => Task.CompletedTask;
        var telling = await writer.TellAsync(user, day.Day, false, ct);
        if (telling.Wait is not { } wait) return (tx, stop) => writer.KeepAsync(tx, day.UserId, day.Day, telling, stop);

        // The figures are told at once; a model's sentences come when it may be asked again.
        await db.InTransactionAsync(tx => writer.KeepAsync(tx, day.UserId, day.Day, telling, ct), ct);
        throw new DayLaterException(wait, "told-lately");
    }
}
