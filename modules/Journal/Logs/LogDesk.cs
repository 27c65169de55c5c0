using System.Globalization;
using Daybook.Kernel.Live;
using Npgsql;

namespace Daybook.Journal.Logs;

/// <summary>What a person does with a day's text.</summary>
internal sealed class LogDesk(WorkLogStore store, LiveEvents live, TimeProvider time)
{
    public async Task<WorkLog> NoteAsync(NpgsqlTransaction tx, int userId, DateOnly day, string notes, CancellationToken ct)
    {
        var log = await store.LockAsync(tx, userId, day, ct) ?? new WorkLog(
            userId, day, Guid.CreateVersion7(), LogState.None, LogSource.Template, "en", "", [], [], "", 0, 0, time.GetUtcNow(), null, null, "", null, null, null);
        return await KeepAsync(tx, log with { Notes = notes }, ct);
    }

    /// <summary>Null when nothing was written yet. An empty text, or the very one that was written, is no edit any more.</summary>
    public async Task<WorkLog?> EditAsync(NpgsqlTransaction tx, int userId, DateOnly day, string text, CancellationToken ct)
    {
        if (await store.LockAsync(tx, userId, day, ct) is not { State: not LogState.None } log) return null;
        return text.Length == 0 || text == log.Body ? await GiveBackAsync(tx, log, ct)
            : await KeepAsync(tx, log with { Edited = text, EditedFrom = log.Body, EditedAt = time.GetUtcNow() }, ct);
    }

    /// <summary>Null when nothing is offered.</summary>
    public async Task<WorkLog?> DecideAsync(NpgsqlTransaction tx, int userId, DateOnly day, bool accept, CancellationToken ct)
    {
        if (await store.LockAsync(tx, userId, day, ct) is not { HasOffer: true } log) return null;
        return accept ? await GiveBackAsync(tx, log, ct) : await KeepAsync(tx, log with { EditedFrom = log.Body }, ct);
    }

    /// <summary>The person's own text becomes a version.</summary>
    private async Task<WorkLog> GiveBackAsync(NpgsqlTransaction tx, WorkLog log, CancellationToken ct)
    {
        if (log.Edited is null) return log;
        await store.KeepAsync(tx, log, time.GetUtcNow(), ct);
        return await KeepAsync(tx, log with { Edited = null, EditedFrom = null, EditedAt = null, Revision = log.Revision + 1 }, ct);
    }

    private async Task<WorkLog> KeepAsync(NpgsqlTransaction tx, WorkLog log, CancellationToken ct)
    {
        await store.WriteAsync(tx, log, ct);
        await live.PublishAsync(tx, new LiveEvent(log.UserId, "day", log.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ct);
        return log;
    }
}
