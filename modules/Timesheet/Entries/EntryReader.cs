using System.Data;
using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Timesheet.Entries;

/// <summary>Which entries a list shows; null means any. <paramref name="After"/> is the last entry of the page before.</summary>
internal sealed record EntryFilter(
    Stretch Window, string[]? Statuses, Guid? ProjectId, bool? ToReview, (long StartMs, Guid Id)? After, int Limit,
    double? MinConfidence = null);

/// <summary>Entries and observed time of some days, as of one instant.</summary>
internal sealed record EntrySnapshot(IReadOnlyList<TimeEntry> Entries, IReadOnlyDictionary<DateOnly, long> ObservedMs);

/// <summary>Reads entries for the pages.</summary>
internal sealed class EntryReader(Db db)
{
    /// <summary>Everything that touches the stretch (idle time too), and what was observed on these days: read together, so that it adds up.</summary>
    public async Task<EntrySnapshot> SnapshotAsync(int userId, Stretch window, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var entries = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            InWindow, new { userId, from = Instant(window.StartMs), to = Instant(window.EndMs) }, tx, cancellationToken: ct));
        var observed = await connection.QueryAsync<(DateOnly Day, long ObservedMs)>(new CommandDefinition(
            Observed, new { userId, start, end }, tx, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return new EntrySnapshot([.. entries.Select(row => row.ToEntry())], observed.ToDictionary(row => row.Day, row => row.ObservedMs));
    }

    /// <summary>Entries a person sees, in order of time.</summary>
    public async Task<IReadOnlyList<TimeEntry>> ListAsync(int userId, EntryFilter filter, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(List, new
        {
            userId,
            from = Instant(filter.Window.StartMs),
            to = Instant(filter.Window.EndMs),
            statuses = filter.Statuses,
            projectId = filter.ProjectId,
            toReview = filter.ToReview,
            afterAt = filter.After is { } after ? Instant(after.StartMs) : DateTimeOffset.UnixEpoch,
            afterId = filter.After?.Id ?? Guid.Empty,
            limit = filter.Limit,
            minConfidence = filter.MinConfidence,
        }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToEntry())];
    }

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private const string InWindow = """
        select * from timesheet.entry
        where user_id = @userId and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
        order by started_at, entry_id
        """;

    private const string Observed = "select day, observed_ms from timesheet.settled_day where user_id = @userId and day between @start and @end";

    private const string List = """
        select * from timesheet.entry
        where user_id = @userId and kind <> 'idle'
          and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
          and (@statuses::text[] is null or status = any(@statuses))
          and (@projectId::uuid is null or project_id = @projectId)
          and (@toReview::boolean is null or (status = 'inferred' and kind in ('work', 'neutral')) = @toReview)
          and (@minConfidence::double precision is null or confidence >= @minConfidence)
          and (started_at, entry_id) > (@afterAt, @afterId)
        order by started_at, entry_id
        limit @limit
        """;
}
