using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;
using Npgsql;

namespace Daybook.Benchmarks.Measures.Reads;

/// <summary>
/// A report over a year of a workspace of fifty people in two zones, against the bare aggregate it needs: the same entries, grouped and summed by
/// one statement on an open connection, rows read. Nine turns, each side warm.
/// </summary>
internal static class Reports
{
    private const int Turns = 9;
    private const int PerDay = 20;

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = bench.Options.Quick ? 10 : 50;
        await FillAsync(bench, people);
        await bench.RestartHostAsync(derive: false, ct);
        var rows = await bench.AskAsync<long>("select count(*) from timesheet.time_entry");
        var end = DateOnly.FromDateTime(await bench.AskAsync<DateTime>("select max(day)::timestamp from timesheet.time_entry"));
        var range = string.Create(CultureInfo.InvariantCulture, $"start={end.AddDays(-364):yyyy-MM-dd}&end={end:yyyy-MM-dd}&scope=workspace");
        var users = await bench.AskAsync<int[]>("select array_agg(user_id) from workspace.member where workspace_id = (select workspace_id from workspace.user where user_id = @owner)", new { owner = bench.Owner.UserId });
        var projects = await bench.AskAsync<Guid[]>("select array_agg(id) from workspace.project where workspace_id = (select workspace_id from workspace.user where user_id = @owner)", new { owner = bench.Owner.UserId });
        using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
        await using var bare = await bench.Source.OpenConnectionAsync(ct);
        foreach (var (keys, sql) in new[]
        {
            ("project", ByProject), ("project,task", ByTask), ("week,project", ByWeek), ("day,project", ByDay), ("person,day", ByPersonDay),
        })
        {
            var request = Wire.Request("GET", $"/api/v1/reports?{range}&group_by={keys}", bench.Owner.Bearer, []);
            for (var i = 0; i < 3; i++)
            {
                await Page.GetAsync(wire, request, ct);
                await ReadAsync(bare, sql, users, projects, end, ct);
            }

            var times = await Median.InTurnAsync(Turns, ct, () => Page.GetAsync(wire, request, ct), () => ReadAsync(bare, sql, users, projects, end, ct));
            yield return new Figure("P13", $"Report of a year of {people} people by {keys} ÷ the bare SQL aggregate", Median.Ratio(times[0], times[1]), "", 1.5, AtMost: true,
                Note: $"{Median.Of(times[0]):#,##0} ms, bare {Median.Of(times[1]):#,##0} ms, {rows:#,##0} entries{(bench.Options.Quick ? "; scaled down (--quick)" : "")}");
        }

        await bench.DoAsync("truncate timesheet.time_entry; delete from workspace.access_log");
    }

    private static async Task<double> ReadAsync(NpgsqlConnection connection, string sql, int[] users, Guid[] projects, DateOnly end, CancellationToken ct)
    {
        var clock = Stopwatch.GetTimestamp();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("users", users);
        command.Parameters.AddWithValue("projects", projects);
        command.Parameters.AddWithValue("from", end.AddDays(-364).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        command.Parameters.AddWithValue("to", end.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) reader.GetValue(0);
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static async Task FillAsync(Bench bench, int people)
    {
        await bench.DoAsync("truncate timesheet.time_entry");
        await bench.DoAsync(AddPeople, new { people, owner = bench.Owner.UserId });
        await bench.DoAsync(AddProjects, new { owner = bench.Owner.UserId });
        await bench.DoAsync(AddEntries, new { owner = bench.Owner.UserId, perDay = PerDay });
        await bench.VacuumAsync("timesheet.time_entry");
    }

    private const string AddPeople = """
        with person as (
            insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
            select gen_random_uuid(), workspace_id, 'crew' || number || '@example.org', password_hash, 'Crew ' || number,
                case number % 2 when 0 then 'Europe/Berlin' else 'America/New_York' end, week_schedule, now()
            from generate_series(1, @people - 1) as number, workspace.user where user_id = @owner
            on conflict do nothing returning user_id, workspace_id)
        insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, 'member', now() from person
        """;

    private const string AddProjects = """
        with fresh as (
            insert into workspace.project (id, workspace_id, name, color, tracker_enabled, everyone, created_at)
            select gen_random_uuid(), workspace_id, 'Crew project ' || number, '#808080', true, true, now()
            from generate_series(1, 12) as number, workspace.user where user_id = @owner
            on conflict do nothing returning id, workspace_id)
        insert into workspace.task (id, workspace_id, project_id, key, title, status, labels, created_at)
        select gen_random_uuid(), workspace_id, id, 'T-' || number, 'Task ' || number, 'todo', '{}', now() from fresh, generate_series(1, 8) as number
        """;

    // Twenty entries a day of about twenty minutes, four in ten on a task; written person by person, as days are.
    private const string AddEntries = """
        insert into timesheet.time_entry (user_id, entry_id, day, started_at, ended_at, status, lane, kind, category, project_id, task_id, description, confidence,
            stage, evidence, created_at, updated_at)
        select person.user_id, gen_random_uuid(), (at at time zone 'UTC')::date, at, at + interval '20 minutes' + place * interval '7 seconds',
            case when (number + place) % 3 = 0 then 'inferred' else 'confirmed' end, 'primary', 'work', 'Development', project.id,
            case when (number + place) % 5 < 2 then (select id from workspace.task t where t.project_id = project.id order by key offset (number % 8) limit 1) end,
            'Worked on part ' || place, 0.8, 'user', '[{"signal": "app", "value": "editor"}]', now(), now()
        from (select user_id, workspace_id from workspace.member where workspace_id = (select workspace_id from workspace.user where user_id = @owner)) as person
        cross join generate_series(1, 365) as number
        cross join generate_series(0, @perDay - 1) as place
        cross join lateral (select date_trunc('day', now(), 'UTC') - number * interval '1 day' + interval '8 hours' + place * interval '25 minutes' as at) as moment
        join (select id, row_number() over (order by id) as no, count(*) over () as all_of_them from workspace.project
              where workspace_id = (select workspace_id from workspace.user where user_id = @owner)) as project
          on project.no = 1 + (person.user_id + number + place) % project.all_of_them
        order by person.user_id, at
        """;

    private const string ByProject = """
        select project_id, status <> 'inferred', sum(ended_at - started_at) from timesheet.time_entry
        where user_id = any(@users) and project_id = any(@projects) and started_at >= @from and started_at < @to and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
        group by 1, 2
        """;

    private const string ByTask = """
        select project_id, task_id, status <> 'inferred', sum(ended_at - started_at) from timesheet.time_entry
        where user_id = any(@users) and project_id = any(@projects) and started_at >= @from and started_at < @to and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
        group by 1, 2, 3
        """;

    private const string ByWeek = """
        select date_trunc('week', started_at at time zone u.time_zone), project_id, status <> 'inferred', sum(ended_at - started_at)
        from timesheet.time_entry join workspace.user u using (user_id)
        where user_id = any(@users) and project_id = any(@projects) and started_at >= @from and started_at < @to and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
        group by 1, 2, 3
        """;

    private const string ByDay = """
        select (started_at at time zone u.time_zone)::date, project_id, status <> 'inferred', sum(ended_at - started_at)
        from timesheet.time_entry join workspace.user u using (user_id)
        where user_id = any(@users) and project_id = any(@projects) and started_at >= @from and started_at < @to and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
        group by 1, 2, 3
        """;

    private const string ByPersonDay = """
        select user_id, (started_at at time zone u.time_zone)::date, status <> 'inferred', sum(ended_at - started_at)
        from timesheet.time_entry join workspace.user u using (user_id)
        where user_id = any(@users) and project_id = any(@projects) and started_at >= @from and started_at < @to and lane = 'primary' and status <> 'dismissed' and kind in ('work', 'neutral')
        group by 1, 2, 3
        """;
}
