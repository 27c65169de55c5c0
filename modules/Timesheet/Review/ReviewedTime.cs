using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Review;

/// <summary>Tells the derivation which time is not its own any more.</summary>
internal sealed class ReviewedTime(Db db) : IReviewedTime
{
    public async Task<IReadOnlyList<ReviewedStretch>> DayAsync(int userId, LocalDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(Reviewed, new { userId, from = day.Start, to = day.End }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToEntry()).Select(entry => new ReviewedStretch(
            entry.Id, entry.StartMs, entry.EndMs, entry.Status == EntryStatus.Dismissed, entry.Label.Kind, entry.Label.ProjectId, entry.Label.TaskId))];
    }

    private const string Reviewed = """
        select * from timesheet.entry
        where user_id = @userId and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
          and lane = 'primary' and status <> 'inferred'
        order by started_at, entry_id
        """;
}
