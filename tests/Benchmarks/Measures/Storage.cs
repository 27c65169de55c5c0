using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures;

/// <summary>What a sample takes on disk, with everything that belongs to it.</summary>
internal static class Storage
{
    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var days = await RealDays.StoreAsync(bench, bench.Options.Quick ? 70 : 365, ct);
        var samples = (double)days.Samples;
        await bench.VacuumAsync("ingest.sample", "ingest.context", "ingest.sample_clock");
        async Task<double> SizeAsync(string what) => await bench.AskAsync<double>("select pg_total_relation_size(@what::regclass)::float8", new { what });
        async Task<double> OwnAsync(string what) => await bench.AskAsync<double>("select pg_relation_size(@what::regclass)::float8", new { what });

        var all = await SizeAsync("ingest.sample") + await SizeAsync("ingest.context") + await SizeAsync("ingest.sample_clock") + await SizeAsync("ingest.boot");
        var parts = new List<string>();
        foreach (var part in (string[])["ingest.sample", "ingest.sample_pkey", "ingest.sample_time", "ingest.sample_long", "ingest.sample_clock"])
            parts.Add($"{part[7..]} {await OwnAsync(part) / samples:0.0}");
        parts.Add($"contexts {await SizeAsync("ingest.context") / samples:0.0}");
        yield return new Figure("P7", $"Bytes per sample: the sample days over {days.Days} days, {samples:#,##0} samples", all / samples, "bytes", 160, AtMost: true,
            Note: "as the door left them: " + string.Join(", ", parts));

        foreach (var (name, tables, sql) in ((string, string[], string)[])
            [
                ("as the rows were before they became narrow (end instead of start, a column per state, extras in a table beside)",
                    ["bench.before", "bench.before_extra", "ingest.context", "ingest.boot"], Before),
                ("as wide rows (three uuids, the texts and JSON in the row)", ["bench.wide"], Wide),
            ])
        {
            await bench.DoAsync(sql);
            await bench.VacuumAsync(tables);
            var sum = 0.0;
            foreach (var table in tables) sum += await SizeAsync(table);
            yield return new Figure("P7", $"The same samples {name}", sum / samples, "bytes", Note: $"{sum / all:0.00} times as much; {await OwnAsync(tables[0]) / samples:0.0} without indexes");
        }

        await bench.DoAsync("drop schema bench cascade");
    }

    private const string Before = """
        create schema bench;
        create table bench.before (
            user_id integer not null, device_id integer not null, event_id uuid not null, ts timestamptz not null, context bigint not null, seq bigint not null,
            duration_ms integer not null, idle_ms integer not null, boot integer not null, state smallint not null, source smallint not null,
            key_events smallint not null, mouse_events smallint not null, in_call boolean not null, primary key (user_id, device_id, event_id));
        create index on bench.before (user_id, device_id, ts);
        create index on bench.before (user_id, device_id, ts) where duration_ms > 3600000;
        create table bench.before_extra (
            user_id integer not null, device_id integer not null, event_id uuid not null, skew_ms bigint not null, body text,
            primary key (user_id, device_id, event_id));
        insert into bench.before
        select user_id, device_id, event_id, ts + duration_ms * interval '1 millisecond', context, seq, duration_ms, idle_ms, boot, flags & 7, flags >> 3 & 3,
            key_events, mouse_events, flags & 32 <> 0
        from ingest.sample order by ctid;
        insert into bench.before_extra select user_id, device_id, event_id, 0, body from ingest.sample where body <> '' order by ctid
        """;

    private const string Wide = """
        create table bench.wide (
            event_id uuid primary key, user_id uuid not null, device_id uuid not null, project_id uuid, ts timestamptz not null, duration_ms integer not null,
            idle_ms integer not null, state text not null, app text, title text, url text, file text, repository text, branch text, body jsonb not null);
        create index on bench.wide (user_id, device_id, ts);
        insert into bench.wide
        select event_id, md5(sample.user_id::text)::uuid, md5(sample.device_id::text)::uuid, md5('project')::uuid, ts, duration_ms, idle_ms,
            case flags & 7 when 0 then 'active' else 'idle' end, app, title, url, file, repository, branch,
            jsonb_build_object('seq', seq, 'key_events', key_events, 'mouse_events', mouse_events, 'boot', boot)
        from ingest.sample as sample join ingest.context as context on context.user_id = sample.user_id and context.hash = sample.context
        order by sample.ctid
        """;
}
