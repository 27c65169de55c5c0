using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>
/// Samples are told by their start, so that a growing one changes no index; their states share one number, what their protocol sent besides
/// lies in the row, and contexts know what heartbeats say of them.
/// </summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210011_NarrowSamples")]
internal sealed class S202611210011_NarrowSamples : Migration
{
    // Without padding: 61 bytes and an empty body, 88 with the header. flags: state (0–2), source (3–4), in call (5), write (6), longer than an hour (7).
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table ingest.context
            add column category text,
            add column entity_type text,
            add column user_agent text,
            add column data text;

        alter table ingest.sample rename to sample_old;
        alter table ingest.sample_old rename constraint sample_pkey to sample_old_pkey;
        drop index ingest.sample_time, ingest.sample_long;

        create table ingest.sample (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            ts timestamptz not null check (ts >= '2000-01-01Z' and ts < '2200-01-01Z'),
            context bigint not null,
            seq integer not null,
            duration_ms integer not null check (duration_ms >= 0),
            idle_ms integer not null check (idle_ms >= 0),
            boot smallint not null,
            flags smallint not null,
            key_events smallint not null,
            mouse_events smallint not null,
            body text not null default '',
            primary key (user_id, device_id, event_id)
        );

        insert into ingest.sample (
            user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        select old.user_id, old.device_id, old.event_id,
            greatest(old.ts - old.duration_ms * interval '1 millisecond', '2000-01-01Z'), old.context, (old.seq & 2147483647)::integer,
            old.duration_ms, old.idle_ms, least(old.boot, 32767)::smallint,
            (old.state | old.source << 3 | (case when old.in_call then 32 else 0 end)
                | (case when old.duration_ms > 3600000 then 128 else 0 end))::smallint,
            old.key_events, old.mouse_events, coalesce(extra.body, '')
        from ingest.sample_old as old
        left join ingest.sample_extra as extra
            on extra.user_id = old.user_id and extra.device_id = old.device_id and extra.event_id = old.event_id;

        create table ingest.sample_clock (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            skew_ms bigint not null,
            primary key (user_id, device_id, event_id)
        );
        insert into ingest.sample_clock (user_id, device_id, event_id, skew_ms)
        select user_id, device_id, event_id, skew_ms from ingest.sample_extra where skew_ms <> 0;

        drop table ingest.sample_old;
        drop table ingest.sample_extra;
        create index sample_time on ingest.sample (user_id, device_id, ts);
        create index sample_long on ingest.sample (user_id, device_id, ts) where flags & 128 <> 0;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table ingest.sample rename to sample_new;
        alter table ingest.sample_new rename constraint sample_pkey to sample_new_pkey;
        drop index ingest.sample_time, ingest.sample_long;

        create table ingest.sample (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            ts timestamptz not null check (ts >= '2000-01-01Z' and ts < '2200-01-01Z'),
            context bigint not null,
            seq bigint not null,
            duration_ms integer not null check (duration_ms >= 0),
            idle_ms integer not null check (idle_ms >= 0),
            boot integer not null,
            state smallint not null,
            source smallint not null,
            key_events smallint not null,
            mouse_events smallint not null,
            in_call boolean not null,
            primary key (user_id, device_id, event_id)
        );
        insert into ingest.sample (
            user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, state, source, key_events, mouse_events, in_call)
        select user_id, device_id, event_id, ts + duration_ms * interval '1 millisecond', context, seq, duration_ms, idle_ms, boot,
            flags & 7, flags >> 3 & 3, key_events, mouse_events, flags & 32 <> 0
        from ingest.sample_new;

        create table ingest.sample_extra (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            skew_ms bigint not null,
            body text,
            primary key (user_id, device_id, event_id)
        );
        insert into ingest.sample_extra (user_id, device_id, event_id, skew_ms, body)
        select new.user_id, new.device_id, new.event_id, coalesce(clock.skew_ms, 0), nullif(new.body, '')
        from ingest.sample_new as new
        left join ingest.sample_clock as clock
            on clock.user_id = new.user_id and clock.device_id = new.device_id and clock.event_id = new.event_id
        where new.body <> '' or clock.skew_ms is not null;

        drop table ingest.sample_new;
        drop table ingest.sample_clock;
        create index sample_time on ingest.sample (user_id, device_id, ts);
        create index sample_long on ingest.sample (user_id, device_id, ts) where duration_ms > 3600000;
        alter table ingest.context drop column category, drop column entity_type, drop column user_agent, drop column data;
        """);
}
