using Daybook.Kernel.Database;
using Daybook.Timesheet.Rates;
using Daybook.Workspace.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Daybook.Timesheet.Reports;

/// <summary>What the database is asked: whose time, in which projects (null: any, and none), cut where, and how fine.</summary>
internal sealed record ReportAsk(
    ReportQuestion Question, IReadOnlyList<TeamMember> People, IReadOnlyCollection<Guid>? Only, IReadOnlyList<TeamProject> Projects, Billing Billing);

/// <summary>Reads entries once, summed in the database. Only work and neutral time of the primary lane; dismissed time counts for nothing.</summary>
internal sealed class ReportReader(Db db)
{
    public async Task<IReadOnlyList<ReportCell>> ReadAsync(ReportAsk ask, CancellationToken ct)
    {
        if (ask.People.Count == 0) return [];
        var cuts = ReportEdges.Cuts(ask.Question, ask.Billing);
        var clocks = ask.People.Select(person => person.Clock).Distinct().ToArray();
        var edges = Array.ConvertAll(clocks, clock => ReportEdges.Of(ask.Question.Range, cuts, clock));

        var byTask = ask.Question.Has(ReportKey.Task) || ask.Billing.Rates.Rates.Any(rate => rate.TaskId is not null);
        await using var connection = await db.OpenAsync(ct);
        if (cuts.Length == 1)
            return await WholeRange.ReadAsync(connection, ask, [.. ask.People.Select(person => edges[Array.IndexOf(clocks, person.Clock)])], PersonMatters(ask), byTask, ct);

        // A year's days and projects fit into this; with less the server would sort every entry on disk.
        await using var tx = await connection.BeginTransactionAsync(ct);
        await using (var room = new NpgsqlCommand("select set_config('work_mem', '64MB', true)", connection, tx)) await room.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(Sum, connection, tx);
        var values = command.Parameters;
        var ruler = ReportRuler.Of(edges);
        values.AddWithValue("users", ask.People.Select(person => person.UserId).ToArray());
        values.AddWithValue("shifts", ask.People.Select(person => ruler.ShiftOf(Array.IndexOf(clocks, person.Clock))).ToArray());
        values.AddWithValue("edges", Array.ConvertAll(ruler.Instants, instant => instant.UtcDateTime));
        values.AddWithValue("from", edges.Min(edge => edge.Instants[0]).UtcDateTime);
        values.AddWithValue("to", edges.Max(edge => edge.Instants[^1]).UtcDateTime);
        AddRules(values, ask);
        values.Add(new NpgsqlParameter("only", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = ask.Only is null ? DBNull.Value : ask.Only.ToArray() });
        values.Add(new NpgsqlParameter("reviewed", NpgsqlDbType.Boolean) { Value = (object?)ask.Question.Reviewed ?? DBNull.Value });
        values.Add(new NpgsqlParameter("billed", NpgsqlDbType.Boolean) { Value = (object?)ask.Question.Billable ?? DBNull.Value });
        values.AddWithValue("byPerson", PersonMatters(ask));
        values.AddWithValue("byProject", ProjectMatters(ask));
        values.AddWithValue("byTask", byTask);
        values.AddWithValue("rounds", ask.Billing.Rounds);

        var cells = new List<ReportCell>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) Add(cells, reader, ruler);
        return cells;
    }

    private static bool PersonMatters(ReportAsk ask) =>
        ask.Question.Has(ReportKey.Person) || ask.Billing.Rates.Rates.Any(rate => rate.UserId is not null) ||
        ask.Projects.Any(project => ask.Billing.RoundingOf(project.Id) is { IsOff: false, Per: RoundPer.Day });

    // Whether time is billed the database knows; what it costs and how it is rounded may depend on the project.
    private static bool ProjectMatters(ReportAsk ask) =>
        ask.Question.Has(ReportKey.Project) || ask.Question.Has(ReportKey.Client) || ask.Billing.Rounds ||
        ask.Billing.Rates.Rates.Any(rate => rate.ClientId is not null || rate.ProjectId is not null || rate.TaskId is not null);

    private static void AddRules(NpgsqlParameterCollection values, ReportAsk ask)
    {
        var rules = ask.Projects.Select(project => (project.Id, Billable: ask.Billing.IsBillable(project.Id), Rounding: ask.Billing.RoundingOf(project.Id))).ToArray();
        values.AddWithValue("projects", Array.ConvertAll(rules, rule => rule.Id));
        values.AddWithValue("billables", Array.ConvertAll(rules, rule => rule.Billable));
        values.AddWithValue("modes", Array.ConvertAll(rules, rule => rule.Rounding.Per == RoundPer.Entry ? (int)rule.Rounding.Mode : 0));
        values.AddWithValue("steps", Array.ConvertAll(rules, rule => rule.Rounding.StepMs));
    }

    // An entry across an edge has a part in the bucket it begins in and one in the next; only where days are oddly short is there a third.
    private static void Add(List<ReportCell> cells, NpgsqlDataReader row, ReportRuler ruler)
    {
        var first = row.GetInt32(0);
        for (var i = 0; i < 3; i++)
        {
            var ms = row.GetInt64(6 + i * 2);
            if (ms <= 0 || ruler.DayOf(first + i) is not { } day) continue;
            cells.Add(new ReportCell(
                row.GetInt32(1), day, row.IsDBNull(2) ? null : row.GetGuid(2), row.IsDBNull(3) ? null : row.GetGuid(3),
                row.GetBoolean(4), row.GetBoolean(5), ms, row.GetInt64(7 + i * 2)));
        }
    }

    // The edges are one value for the whole statement: in the rows they would be sorted with every entry. Few entries reach over an edge.
    private const string Sum = """
        with cut as (
            select case when @byPerson then e.user_id else 0 end as user_id, case when @byProject then e.project_id end as project_id,
                case when @byTask then e.task_id end as task_id, e.status <> 'inferred' as reviewed,
                coalesce(choice.billable, rule.billable, false) as billable, coalesce(rule.mode, 0) as mode, rule.step,
                e.started_at + person.shift as since, e.ended_at + person.shift as until,
                width_bucket(e.started_at + person.shift, @edges::timestamptz[]) as bucket
            from unnest(@users::integer[], @shifts::text[]::interval[]) as person (user_id, shift)
            join timesheet.time_entry e on e.user_id = person.user_id
            left join unnest(@projects::uuid[], @billables::boolean[], @modes::integer[], @steps::bigint[]) as rule (project_id, billable, mode, step)
                on rule.project_id = e.project_id
            left join timesheet.entry_billing choice on choice.user_id = e.user_id and choice.entry_id = e.entry_id
            where e.started_at < @to and e.started_at > @from - interval '26 hours' and e.ended_at > @from
              and e.lane = 'primary' and e.status <> 'dismissed' and e.kind in ('work', 'neutral')
              and (@only::uuid[] is null or e.project_id = any(@only))
              and (@reviewed::boolean is null or (e.status <> 'inferred') = @reviewed)
              and (@billed::boolean is null or coalesce(choice.billable, rule.billable, false) = @billed)),
        piece as (
            select cut.*, least(until, (@edges::timestamptz[])[bucket + 1]) - since as inside,
                case when until > (@edges::timestamptz[])[bucket + 1]
                    then least(until, (@edges::timestamptz[])[bucket + 2]) - (@edges::timestamptz[])[bucket + 1] end as following,
                case when until > (@edges::timestamptz[])[bucket + 2]
                    then least(until, (@edges::timestamptz[])[bucket + 3]) - (@edges::timestamptz[])[bucket + 2] end as third
            from cut)
        select bucket, user_id, project_id, task_id, reviewed, billable,
            coalesce((extract(epoch from sum(inside)) * 1000)::bigint, 0), coalesce(sum(case when @rounds and mode > 0 then step * case mode
                when 1 then ceil(extract(epoch from inside) * 1000 / step) when 2 then floor(extract(epoch from inside) * 1000 / step + 0.5)
                else floor(extract(epoch from inside) * 1000 / step) end end), 0)::bigint,
            coalesce((extract(epoch from sum(following)) * 1000)::bigint, 0), coalesce(sum(case when @rounds and mode > 0 then step * case mode
                when 1 then ceil(extract(epoch from following) * 1000 / step) when 2 then floor(extract(epoch from following) * 1000 / step + 0.5)
                else floor(extract(epoch from following) * 1000 / step) end end), 0)::bigint,
            coalesce((extract(epoch from sum(third)) * 1000)::bigint, 0), coalesce(sum(case when @rounds and mode > 0 then step * case mode
                when 1 then ceil(extract(epoch from third) * 1000 / step) when 2 then floor(extract(epoch from third) * 1000 / step + 0.5)
                else floor(extract(epoch from third) * 1000 / step) end end), 0)::bigint
        from piece
        group by bucket, user_id, project_id, task_id, reviewed, billable
        """;
}
