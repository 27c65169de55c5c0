using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;

namespace Daybook.Timesheet.Contracts;

/// <summary>What a person made of an entry. Inferred: nobody has looked yet. Dismissed: it counts for nothing.</summary>
public enum EntryStatus { Inferred, Confirmed, Corrected, Dismissed, Manual }

/// <summary>The part of a time entry that lies in one local day, [Start, End) in Unix milliseconds.</summary>
/// <param name="Parallel">Written beside other time: shown, never part of a total.</param>
/// <param name="Description">Empty for private time.</param>
public sealed record EntryPiece(
    Guid Id, DateOnly Day, long StartMs, long EndMs, EntryStatus Status, bool Parallel, BlockKind Kind, string Category,
    Guid? ProjectId, Guid? TaskId, string Description, double Confidence, LabelStage Stage)
{
    public long DurationMs => EndMs - StartMs;

    /// <summary>In the totals: neither dismissed nor beside other time.</summary>
    public bool Counts => !Parallel && Status != EntryStatus.Dismissed;

    public bool Reviewed => Status is EntryStatus.Confirmed or EntryStatus.Corrected or EntryStatus.Manual;
}

/// <summary>A task's time of one person, of all days together.</summary>
/// <param name="Minutes">Edges cut down to the minute: it does not depend on how finely they were seen.</param>
/// <param name="End">When the latest of it ended.</param>
public sealed record TaskTime(Guid TaskId, int Minutes, DateTimeOffset End);

/// <summary>Reads a person's time. The feeds in <see cref="EntryFeeds"/> say which days changed.</summary>
public sealed class EntryQueries(Db db)
{
    /// <summary>
    /// What lies in these local days, both ends included, cut at the days' edges and in order: primary pieces are disjoint. Idle
    /// time is not in it, dismissed and private time is.
    /// </summary>
    public async Task<IReadOnlyList<EntryPiece>> RangeAsync(int userId, DayClock clock, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Select, new { userId, from = clock.Of(start).Start, to = clock.Of(end).End }, cancellationToken: ct));
        return [.. rows.SelectMany(row => row.Pieces(clock, start, end)).OrderBy(piece => piece.StartMs).ThenBy(piece => piece.Id)];
    }

    /// <summary>The whole time of these tasks that counts, reviewed or not; without those that have none.</summary>
    public async Task<IReadOnlyList<TaskTime>> OfTasksAsync(int userId, IReadOnlyCollection<Guid> taskIds, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(Guid TaskId, int Minutes, long EndMs)>(new CommandDefinition(
            SelectTasks, new { userId, tasks = taskIds.ToArray() }, cancellationToken: ct));
        return [.. rows.Select(row => new TaskTime(row.TaskId, row.Minutes, DateTimeOffset.FromUnixTimeMilliseconds(row.EndMs)))];
    }

    private sealed record Row
    {
        public Guid EntryId { get; init; }
        public long StartMs { get; init; }
        public long EndMs { get; init; }
        public string Status { get; init; } = "";
        public string Lane { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Category { get; init; } = "";
        public Guid? ProjectId { get; init; }
        public Guid? TaskId { get; init; }
        public string Description { get; init; } = "";
        public double Confidence { get; init; }
        public string Stage { get; init; } = "";

        public IEnumerable<EntryPiece> Pieces(DayClock clock, DateOnly first, DateOnly last)
        {
            var kind = Enum.Parse<BlockKind>(Kind, true);
            var day = clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(StartMs));
            if (day < first) day = first;
            for (; day <= last; day = day.AddDays(1))
            {
                var bounds = clock.Of(day);
                var from = Math.Max(StartMs, bounds.Start.ToUnixTimeMilliseconds());
                var to = Math.Min(EndMs, bounds.End.ToUnixTimeMilliseconds());
                if (from >= EndMs) yield break;
                if (to <= from) continue; // a day that the zone skipped
                yield return new EntryPiece(
                    EntryId, day, from, to, Enum.Parse<EntryStatus>(Status, true), Lane == "parallel", kind, Category, ProjectId, TaskId,
                    kind == BlockKind.Private ? "" : Description, Confidence, Enum.Parse<LabelStage>(Stage, true));
            }
        }
    }

    private const string Select = """
        select * from timesheet.entry
        where user_id = @userId and kind <> 'idle'
          and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
        order by started_at, entry_id
        """;

    private const string SelectTasks = """
        select task_id, sum(end_ms / 60000 - start_ms / 60000)::integer as minutes, max(end_ms) as end_ms
        from timesheet.entry
        where user_id = @userId and task_id = any(@tasks) and kind <> 'idle' and lane = 'primary' and status <> 'dismissed'
        group by task_id order by task_id
        """;
}
