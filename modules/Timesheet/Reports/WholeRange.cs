using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Daybook.Timesheet.Reports;

/// <summary>
/// Sums a range that nothing cuts: no days, no rounding, no change of rates. What lies inside everybody's range is one bare aggregate; what reaches
/// over somebody's edge is clipped beside it; entries with a choice of their own about billing are taken out of their project's and put in again.
/// </summary>
internal static class WholeRange
{
    public static async Task<IReadOnlyList<ReportCell>> ReadAsync(
        NpgsqlConnection connection, ReportAsk ask, IReadOnlyList<ReportEdges> edgesOf, bool byPerson, bool byTask, CancellationToken ct)
    {
        // One picture for the three statements: an entry must not move from one to the other in between.
        await using var tx = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var command = new NpgsqlCommand(Sum, connection, tx);
        var values = command.Parameters;
        values.AddWithValue("users", ask.People.Select(person => person.UserId).ToArray());
        values.AddWithValue("since", edgesOf.Select(edges => edges.Instants[0].UtcDateTime).ToArray());
        values.AddWithValue("until", edgesOf.Select(edges => edges.Instants[^1].UtcDateTime).ToArray());
        values.AddWithValue("from", edgesOf.Min(edges => edges.Instants[0]).UtcDateTime);
        values.AddWithValue("lateFrom", edgesOf.Max(edges => edges.Instants[0]).UtcDateTime);
        values.AddWithValue("earlyTo", edgesOf.Min(edges => edges.Instants[^1]).UtcDateTime);
        values.AddWithValue("to", edgesOf.Max(edges => edges.Instants[^1]).UtcDateTime);
        values.Add(new NpgsqlParameter("only", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = ask.Only is null ? DBNull.Value : ask.Only.ToArray() });
        values.Add(new NpgsqlParameter("reviewed", NpgsqlDbType.Boolean) { Value = (object?)ask.Question.Reviewed ?? DBNull.Value });
        values.AddWithValue("byPerson", byPerson);
        values.AddWithValue("byTask", byTask);

        var billable = ask.Projects.Where(project => ask.Billing.IsBillable(project.Id)).Select(project => project.Id).ToHashSet();
        var sums = new Dictionary<(int User, Guid? Project, Guid? Task, bool Reviewed, bool Billable), long>();
        await using var row = await command.ExecuteReaderAsync(ct);
        do
        {
            while (await row.ReadAsync(ct))
            {
                Guid? project = row.IsDBNull(1) ? null : row.GetGuid(1);
                var billed = row.IsDBNull(4) ? project is { } known && billable.Contains(known) : row.GetBoolean(4);
                if (ask.Question.Billable is { } wanted && wanted != billed) continue;
                var key = (row.GetInt32(0), project, row.IsDBNull(2) ? (Guid?)null : row.GetGuid(2), row.GetBoolean(3), billed);
                sums[key] = sums.GetValueOrDefault(key) + row.GetInt64(5);
            }
        }
        while (await row.NextResultAsync(ct));

        return [.. sums.Where(sum => sum.Value > 0).Select(sum => new ReportCell(
            sum.Key.User, ask.Question.Range.Start, sum.Key.Project, sum.Key.Task, sum.Key.Reviewed, sum.Key.Billable, sum.Value, 0))];
    }

    // The first statement is all there is to read of nearly every entry; the others find their few rows by index.
    private const string Sum = """
        select case when @byPerson then user_id else 0 end, project_id, case when @byTask then task_id end, status <> 'inferred', null::boolean,
            (extract(epoch from sum(ended_at - started_at)) * 1000)::bigint
        from timesheet.time_entry
        where user_id = any(@users::integer[]) and started_at >= @lateFrom and ended_at <= @earlyTo and started_at < @earlyTo
          and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
          and (@only::uuid[] is null or project_id = any(@only)) and (@reviewed::boolean is null or (status <> 'inferred') = @reviewed)
        group by 1, 2, 3, 4;

        select case when @byPerson then e.user_id else 0 end, project_id, case when @byTask then task_id end, status <> 'inferred', null::boolean,
            (extract(epoch from sum(least(ended_at, until) - greatest(started_at, since))) * 1000)::bigint
        from unnest(@users::integer[], @since::timestamptz[], @until::timestamptz[]) as person (user_id, since, until)
        cross join lateral (
            select * from timesheet.time_entry head
            where head.user_id = person.user_id and started_at > @from - interval '26 hours' and started_at < @lateFrom
            union all
            select * from timesheet.time_entry tail
            where tail.user_id = person.user_id and started_at >= @lateFrom and started_at > @earlyTo - interval '26 hours' and started_at < @to
              and ended_at > @earlyTo) as e
        where started_at < until and ended_at > since and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
          and (@only::uuid[] is null or project_id = any(@only)) and (@reviewed::boolean is null or (status <> 'inferred') = @reviewed)
        group by 1, 2, 3, 4;

        select case when @byPerson then e.user_id else 0 end, project_id, case when @byTask then task_id end, status <> 'inferred', turn.choice,
            (extract(epoch from sum(least(ended_at, until) - greatest(started_at, since))) * 1000)::bigint * turn.sign
        from timesheet.entry_billing own
        join unnest(@users::integer[], @since::timestamptz[], @until::timestamptz[]) as person (user_id, since, until) on person.user_id = own.user_id
        join timesheet.time_entry e on e.user_id = own.user_id and e.entry_id = own.entry_id
        cross join lateral (values (null::boolean, -1), (own.billable, 1)) as turn (choice, sign)
        where started_at < until and ended_at > since and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
          and (@only::uuid[] is null or project_id = any(@only)) and (@reviewed::boolean is null or (status <> 'inferred') = @reviewed)
        group by 1, 2, 3, 4, turn.choice, turn.sign
        """;
}
