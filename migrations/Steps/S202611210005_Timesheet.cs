using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Time entries. Idle and private stretches are rows too, so that conservation can be checked from the table alone.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210005_Timesheet")]
internal sealed class S202611210005_Timesheet : Migration
{
    // timestamptz(3): milliseconds are all there is, so sums of durations are exact.
    // The exclusion waits for the commit: within a transaction a growing entry may pass through its neighbour's old place.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create extension if not exists btree_gist;
        create schema timesheet;

        create table timesheet.time_entry (
            user_id integer not null,
            entry_id uuid not null,
            day date not null,
            started_at timestamptz(3) not null,
            ended_at timestamptz(3) not null,
            status text not null check (status in ('inferred', 'confirmed', 'corrected', 'dismissed', 'manual')),
            lane text not null check (lane in ('primary', 'parallel')),
            kind text not null check (kind in ('work', 'neutral', 'personal', 'idle', 'private')),
            category text not null,
            project_id uuid,
            task_id uuid,
            description text not null,
            confidence double precision not null,
            stage text not null,
            evidence jsonb not null,
            block_key uuid,
            previous jsonb,
            reviewed_at timestamptz(3),
            created_at timestamptz(3) not null,
            updated_at timestamptz(3) not null,
            primary key (user_id, entry_id),
            check (ended_at > started_at and ended_at - started_at <= interval '26 hours'),
            constraint time_entry_no_second_twice exclude using gist
                (user_id with =, tstzrange(started_at, ended_at) with &&) where (lane = 'primary') deferrable initially deferred
        );
        create index time_entry_start on timesheet.time_entry (user_id, started_at, entry_id);
        create index time_entry_day on timesheet.time_entry (user_id, day);
        create index time_entry_block on timesheet.time_entry (user_id, block_key) where block_key is not null;

        create view timesheet.entry as
        select user_id, entry_id, day, started_at, ended_at,
               (extract(epoch from started_at) * 1000)::bigint as start_ms, (extract(epoch from ended_at) * 1000)::bigint as end_ms,
               status, lane, kind, category, project_id, task_id, description, confidence, stage, evidence, block_key, previous,
               (extract(epoch from reviewed_at) * 1000)::bigint as reviewed_ms
        from timesheet.time_entry;

        create table timesheet.settled_day (
            user_id integer not null,
            day date not null,
            observed_ms bigint not null check (observed_ms >= 0),
            settled_at timestamptz(3) not null,
            primary key (user_id, day)
        );
        """);

    // The extension stays: it belongs to the database, and others may use it.
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table timesheet.settled_day;
        drop view timesheet.entry;
        drop table timesheet.time_entry;
        drop schema timesheet;
        """);
}
